# bzip2.sh - how bzip2 is built, tested and run; sourced by run.sh, must not do anything when sourced.
package=bzip2

buildProject() { make -j"$Jobs" CC="$1" CFLAGS="-Wall -Winline $3 -g -D_FILE_OFFSET_BITS=64" LDFLAGS="$3" bzip2 bzip2recover; }
testProject() { make CC=false LDFLAGS= test; }
binaries() { echo "$1/bzip2 $1/libbz2.so.1.0.4" | tr ' ' '\n'; }

# The program is linked to the shared library that was built beside it, and the machine may have one of that name.
# workload DIR: with Inputs, where they are set, from there; compresses, decompresses, tests and refuses files at several block sizes. Not bzip2recover: it takes the
# errno that the profile of clang leaves behind for a failure of its own.
workload() {
  local -x LD_LIBRARY_PATH=$1
  for File in words1 words2 words3 sample1.ref sample2.ref sample3.ref bzip2.c blocksort.c manual.ps; do
    for Block in 1 5 9; do
      "$1/bzip2" -$Block -c "${Inputs:-$1}/$File" >packed && "$1/bzip2" -t packed && "$1/bzip2" -dc packed | cksum
      "$1/bzip2" -ds -c packed | cksum
    done
  done
  cat packed packed >twice && "$1/bzip2" -dc twice | cksum
  head -c 1000 packed >short && ! "$1/bzip2" -dc short >/dev/null 2>&1
  ! "$1/bzip2" -d "$1/words0" 2>/dev/null
  "$1/bzip2" --help 2>&1 | cksum
}
