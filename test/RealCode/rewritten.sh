#!/bin/bash
# rewritten.sh - rewrites real programs, builds them with GCC by their own build systems, runs their own tests and a fixed
# workload, and holds the hits of the workload line by line against the plugin's.
#
#   test/RealCode/rewritten.sh [-w WORKDIR] [-b BUILD] [PROJECT...]
#
# PROJECT: bzip2 sqlite3 zstd fmt (default: these), zlib. WORKDIR (default ./realcode.out) keeps sources, builds and
# tables. Needs BUILD (default build/ of this tree), bear, and `apt-get source` (see ../Support/unpack.sh).
# Exit status: 0 where tests pass, outputs are as before, every line with another number falls into a class, and those lines
# are at most 5 of 1,000.
# Owns: the order of the steps. Must not: know a project (projects/*.sh) or a class (parity.py).
set -euo pipefail
Here=$(dirname "$(readlink -f "$0")")
Root=$(readlink -f "$Here/../..")
Work=realcode.out Build=$Root/build
while getopts w:b: Option; do
  case $Option in
  w) Work=$OPTARG ;;
  b) Build=$(readlink -f "$OPTARG") ;;
  *) sed -n 2,11p "$0" >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- bzip2 sqlite3 zstd fmt
mkdir -p "$Work/src"
Work=$(readlink -f "$Work")
Clang=/usr/lib/llvm-22/bin/clang
Jobs=${JOBS:-2}
export LC_ALL=C

fail() { echo "rewritten: error: $*" >&2; exit 1; }

# unpack TREE: the project's sources as they come.
unpack() { "$Root/test/Support/unpack.sh" "$Work/src" "$package" "$1" || exit 1; }

# logged LOG COMMAND...: runs it with its output in LOG.
logged() {
  local Log=$1
  shift
  "$@" >"$Log" 2>&1 || fail "$Log: expected \`$*' to succeed, it failed; look there"
}

build() { (cd "$1" && buildProject "$2" "$3" "$4"); }
ownTests() { (cd "$1" && testProject); }

# runWorkload NAME: output to NAME.out; programs see their own path, so that all variants have names of one length.
runWorkload() {
  rm -rf "$1.run" && mkdir -p "$1.run"
  (cd "$1.run" && workload "$1") >"$1.out" 2>"$1.err" || fail "$1.err: expected the workload to succeed, it failed; look there"
  sed "s,/$(basename "$1")/,/plain/,g" "$1.out" | cmp - "$(dirname "$1")/plain.out" ||
    fail "$1.out: expected what plain.out holds, found another text; compare them"
}

# counted NAME CC CXX FLAGS: builds, tests and runs what counts.
counted() {
  HPINSTR_OUT=$1.build.reports logged "$1.build.log" build "$@"
  HPINSTR_OUT=$1.test.reports logged "$1.test.log" ownTests "$1"
  HPINSTR_OUT=$1.reports runWorkload "$1"
  "$Build/bin/hpinstr" export --format tsv -o "$1.tsv" "$1.reports" 2>"$1.export.log" ||
    fail "$1.export.log: expected hits of $1.reports, found an error; look there"
}

project() {
  # What is worked on are sources as they come, not rewritten ones.
  local Dir=$Work/$1.rewritten Inputs=$Work/$1.rewritten/plain package generated='' commands=''
  set -a # for the shell that bear runs
  . "$Here/projects/$1.sh"
  set +a
  rm -rf "$Dir" && mkdir -p "$Dir"
  unpack "$Dir/plain"
  export -f buildProject
  export Jobs
  logged "$Dir/plain.build.log" bear --output "$Dir/compile_commands.json" -- \
    bash -c "cd $Dir/plain && buildProject gcc g++ -O2"
  # CMake's own list; bear's also has what CMake only tried.
  [ -z "$commands" ] || cp "$Dir/plain/$commands" "$Dir/compile_commands.json"
  runWorkload "$Dir/plain"
  # What the build made would pass for up to date in the rewritten tree; some sources are made by it, though.
  if [ -z "$generated" ]; then
    unpack "$Dir/plain"
  else
    find "$Dir/plain" -depth \( -name '*.[oa]' -o -name '*.l[oa]' -o -name .libs \) -exec rm -rf {} +
  fi
  # Commands are run where they were.
  sed -n 's/^ *"directory": "\(.*\)",*$/\1/p' "$Dir/compile_commands.json" | sort -u | xargs -d '\n' mkdir -p
  # shellcheck disable=SC2086
  logged "$Dir/rewrite.log" "$Build/bin/hpinstr-rewrite" --verbose -p "$Dir" --root "$Dir/plain" -o "$Dir/write" \
    $(for File in $generated; do echo "$Dir/plain/$File"; done)
  tail -n 1 "$Dir/rewrite.log"
  Settled=$generated counted "$Dir/write" gcc g++ "-O2 -L$Build/lib -lhpinstr"
  unpack "$Dir/count"
  counted "$Dir/count" "$Clang" "$Clang++" "-O1 -fplugin=$Build/lib/hpinstr.so"
  python3 "$Here/parity.py" "$1" "$Dir"
}

Status=0
for Name in "$@"; do
  [ -f "$Here/projects/$Name.sh" ] || fail "$Name: expected one of bzip2 sqlite3 zstd fmt zlib"
  (project "$Name") || Status=1
done
exit $Status
