# zlib.sh - how zlib is built, tested and run; sourced by rewritten.sh, must not do anything when sourced.
package=zlib

buildProject() { CC=$1 CFLAGS="$3 -g" LDFLAGS=$3 ./configure && make -j"$Jobs"; }
testProject() { make test; }
binaries() { echo "$1/minigzip"; }

# workload DIR: with Inputs, where they are set, from there; each level and strategy, and damaged input.
workload() {
  cat "${Inputs:-$1}"/*.c "${Inputs:-$1}/ChangeLog" >text
  for Level in 1 2 3 4 5 6 7 8 9; do
    for Program in minigzip minigzipsh; do
      "$1/$Program" -$Level <text >packed && cksum <packed && "$1/$Program" -d <packed | cmp - text
    done
  done
  for Strategy in f h R; do "$1/minigzip" -$Strategy <text | cksum; done
  head -c 5000 packed >short && ! "$1/minigzip" -d <short >/dev/null 2>&1
  "$1/example" work.gz && "$1/example64" work.gz && "$1/examplesh" work.gz
}
