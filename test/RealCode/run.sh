#!/bin/bash
# run.sh - builds real programs by their own build systems with nothing changed but CFLAGS and CXXFLAGS, runs their
# own tests and a fixed workload, and holds the hits of the workload line by line against gcov and llvm-cov at -O0, and each
# process's hits at -O0 against those at the level asked for.
#
#   test/RealCode/run.sh [-w WORKDIR] [-b BUILD] [-l 22|19] [-O LEVEL] [PROJECT...]
#
# PROJECT: bzip2 sqlite3 zstd fmt (default: all). WORKDIR (default ./realcode.out) keeps sources, builds and tables. Needs
# BUILD (default build/ of this tree), and `apt-get source` (see ../Support/unpack.sh).
# Exit status: 0 where tests pass, outputs are as before, hits do not depend on the level, and every line that differs from a peer
# falls into a named class.
# Owns: the order of the steps. Must not: know a project (projects/*.sh) or a class (classes.py).
set -euo pipefail
Here=$(dirname "$(readlink -f "$0")")
Root=$(readlink -f "$Here/../..")
Work=realcode.out Llvm=22 Level=2 Build=$Root/build
while getopts w:b:l:O: Option; do
  case $Option in
  w) Work=$OPTARG ;;
  b) Build=$(readlink -f "$OPTARG") ;;
  l) Llvm=$OPTARG ;;
  O) Level=$OPTARG ;;
  *) sed -n 2,13p "$0" >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- bzip2 sqlite3 zstd fmt
mkdir -p "$Work/src"
Work=$(readlink -f "$Work")
Bin=/usr/lib/llvm-$Llvm/bin
Hpinstr=$Build/bin/hpinstr
Flag=-fplugin=$Build/lib/hpinstr.so
Jobs=${JOBS:-2}
export LC_ALL=C

fail() { echo "realcode: error: $*" >&2; exit 1; }

# variant PROJECT NAME FLAGS: builds the project with FLAGS in $Work/PROJECT/NAME.
variant() {
  local Dir=$Work/$1/$2
  "$Root/test/Support/unpack.sh" "$Work/src" "$package" "$Dir" || exit 1
  (cd "$Dir" && buildProject "$Bin/clang" "$Bin/clang++" "$3") >"$Work/$1/$2.build.log" 2>&1 ||
    fail "$Work/$1/$2.build.log: expected a build, it failed; look there"
}

# runWorkload PROJECT NAME: runs the workload of a built variant, output to $Work/PROJECT/NAME.out.
runWorkload() {
  local Run=$Work/$1/$2.run
  rm -rf "$Run" && mkdir -p "$Run"
  (cd "$Run" && workload "$Work/$1/$2") >"$Work/$1/$2.out" 2>"$Work/$1/$2.err" ||
    fail "$Work/$1/$2.err: expected the workload to succeed, it failed; look there"
}

# sameOutput PROJECT NAME: the workload wrote what the plain build wrote, but for the name of the variant.
sameOutput() {
  local Kind
  for Kind in out err; do
    sed "s,/$2/,/plain/,g" "$Work/$1/$2.$Kind" | cmp - "$Work/$1/plain.$Kind" ||
      fail "$Work/$1/$2.$Kind: expected what plain.$Kind holds, found another text; compare them"
  done
}

ownTests() {
  (cd "$Work/$1/$2" && testProject) >"$Work/$1/$2.test.log" 2>&1 ||
    fail "$Work/$1/$2.test.log: expected the project's own tests to pass; look there"
}

# counted PROJECT NAME LEVEL: a variant with probes, its tests and its workload. Hits are of a second run that counts no
# allocations: what addresses and malloc_usable_size are depends on that, and SQLite goes by both.
counted() {
  HPINSTR_OUT=$Work/$1/$2.build.reports variant "$1" "$2" "$3 $Flag"
  HPINSTR_OUT=$Work/$1/$2.test.reports ownTests "$1" "$2"
  HPINSTR_OUT=$Work/$1/$2.heap.reports runWorkload "$1" "$2"
  sameOutput "$1" "$2"
  HPINSTR_OUT=$Work/$1/$2.reports HPINSTR_OPTIONS=memory=off runWorkload "$1" "$2"
}

project() {
  # The names of the variants have one length: programs see their own path.
  local Name=$1 Dir=$Work/$1 Failed=0 package
  . "$Here/projects/$Name.sh"
  rm -rf "$Dir" && mkdir -p "$Dir"
  variant "$Name" plain "-O$Level"
  ownTests "$Name" plain
  runWorkload "$Name" plain

  counted "$Name" count "-O$Level"
  counted "$Name" least -O0
  python3 "$Here/equal.py" "$Name" "$Dir" "$Hpinstr" count least || Failed=1

  export LLVM_PROFILE_FILE=/dev/null
  variant "$Name" cover "-O0 --coverage -fprofile-instr-generate -fcoverage-mapping"
  find "$Dir/cover" -name '*.gcda' -delete
  LLVM_PROFILE_FILE=$Dir/profiles/%p-%m.profraw runWorkload "$Name" cover
  cmp "$Dir/plain.out" "$Dir/cover.out" || fail "$Dir/cover.out: expected what plain.out holds, found another text; compare them"
  unset LLVM_PROFILE_FILE

  "$Hpinstr" export --format tsv -o "$Dir/hits.tsv" "$Dir/least.reports"
  "$Bin/llvm-profdata" merge "$Dir"/profiles/*.profraw -o "$Dir/profile"
  binaries "$Dir/cover" | sed '1!s/^/-object=/' |
    xargs "$Bin/llvm-cov" export -format=lcov -instr-profile="$Dir/profile" >"$Dir/llvm-cov.lcov" 2>"$Dir/llvm-cov.err"
  python3 "$Here/compare.py" "$Name" "$Dir" "$Bin/llvm-cov" || Failed=1
  return $Failed
}

Status=0
for Name in "$@"; do
  [ -f "$Here/projects/$Name.sh" ] || fail "$Name: expected one of bzip2 sqlite3 zstd fmt"
  (project "$Name") || Status=1
done
exit $Status
