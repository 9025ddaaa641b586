# sqlite3.sh - how SQLite's shell is built from its amalgamation and run; sourced by run.sh, must not do anything then.
package=sqlite3
# What the build makes and the program is compiled from; not to be made again in the rewritten tree, whose tools are not there.
generated="sqlite3.c shell.c"

buildProject() {
  ./configure --disable-tcl --disable-readline --disable-shared CC="$1" CFLAGS="$3 -g" LDFLAGS="$3" && make -j"$Jobs" $(for File in ${Settled:-}; do echo "-o $File"; done) sqlite3
}
# Its own suite needs a Tcl interpreter built with the probes: the self-checks that SQL offers stand in.
testProject() {
  test "$(echo 'CREATE TABLE t(a PRIMARY KEY); INSERT INTO t VALUES(1),(2); PRAGMA integrity_check;' | ./sqlite3)" = ok
}
binaries() { echo "$1/sqlite3"; }
# The script ends with two statements that fail, so that the shell does too.
workload() { "$1/sqlite3" work.db <"$Here/projects/sqlite3.sql" || test $? = 1; }
