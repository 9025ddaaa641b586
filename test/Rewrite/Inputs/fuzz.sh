#!/usr/bin/env bash
# fuzz.sh - rewrites programs that csmith makes up; each has to print what it prints without probes, under GCC and Clang.
#
# usage: fuzz.sh BUILD WORK FIRST LAST [COMPILER...]     seeds FIRST to LAST; default compilers: gcc
# Environment: FLAGS, an option more of hpinstr-rewrite.
# Prints `seeds N, equal N, of no use N` (they run too long); keeps WORK/SEED where a program differs, and fails.
set -eu
Build=$1 Work=$2 First=$3 Last=$4
shift 4
[ $# -gt 0 ] || set -- gcc
Include=$(dirname "$(find /usr/include -name csmith.h | head -n 1)")
Equal=0 Useless=0 Wrong=0

# one SEED COMPILER: 0 equal, 1 different, 2 no use.
one() {
  local Dir=$Work/$1 Status=0
  rm -rf "$Dir" && mkdir -p "$Dir/src"
  csmith --seed "$1" --max-funcs 6 >"$Dir/src/a.c"
  "$2" -w -O1 "-I$Include" "$Dir/src/a.c" -o "$Dir/plain"
  timeout 5 "$Dir/plain" >"$Dir/plain.out" || return 2
  "$Build/bin/hpinstr-rewrite" ${FLAGS:+"$FLAGS"} --quiet --compiler "$2" -o "$Dir/out" "$Dir/src/a.c" -- "-I$Include" || return 1
  "$2" -w -O1 "-I$Include" "$Dir/out/a.c" "-L$Build/lib" -lhpinstr -o "$Dir/counted" || return 1
  HPINSTR_OUT=$Dir/reports timeout 60 "$Dir/counted" >"$Dir/counted.out" || Status=$?
  [ $Status -eq 0 ] && cmp -s "$Dir/plain.out" "$Dir/counted.out"
}

for Seed in $(seq "$First" "$Last"); do
  for Compiler in "$@"; do
    Result=0
    one "$Seed" "$Compiler" || Result=$?
    case $Result in
      0) Equal=$((Equal + 1)) && rm -rf "${Work:?}/$Seed" ;;
      2) Useless=$((Useless + 1)) && rm -rf "${Work:?}/$Seed" ;;
      *) Wrong=$((Wrong + 1)) && echo "fuzz: seed $Seed, $Compiler: expected equal output, found a difference; see $Work/$Seed" ;;
    esac
  done
done
echo "seeds $((Last - First + 1)), equal $Equal, of no use $Useless"
[ $Wrong -eq 0 ]
