#!/usr/bin/env bash
# rewritecc.sh - a compiler that rewrites its sources first; stands in for %clang_hp with `lit --param via=gcc` or `via=clang`.
#
# usage: rewritecc.sh CC ARGS...     CC compiles what hpinstr-rewrite makes of the sources among ARGS, and links with libhpinstr
# Environment: HPI_REWRITE, HPI_LIB (folder of libhpinstr).
set -eu
Compiler=$1
shift
Sources=() Flags=() Rewrite=() Links=1 Out=0
for Arg in "$@"; do
  case $Arg in
    *.c | *.cpp) if [ $Out = 0 ]; then Sources+=("$Arg"); fi ;;
    -c | -S | -E) Links=0 ;;
    -fplugin-arg-hpinstr-time=exact) Rewrite+=("--times=*") ;;
    -fplugin-arg-hpinstr-functions=*) Rewrite+=("--times=${Arg#*functions=}") ;;
  esac
  Out=0
  case $Arg in
    -o | -include | -MF | -x | -I | -D) Out=1 ;;
  esac
done
Tree=$(mktemp -d "${TMPDIR:-/tmp}/rewritecc-XXXXXX")
trap 'rm -rf "$Tree"' EXIT
Skip=0
for Arg in "$@"; do
  if [ $Skip = 1 ]; then Skip=0; continue; fi
  case $Arg in
    -o) Skip=1 ;;
    *.c | *.cpp | -c | *.o | *.a | -fplugin-arg-*) ;;
    *) Flags+=("$Arg") ;;
  esac
done
Root=$(dirname "$(readlink -f "${Sources[0]:-.}")")
if [ ${#Sources[@]} -gt 0 ]; then
  "$HPI_REWRITE" ${Rewrite[@]+"${Rewrite[@]}"} --quiet --compiler "$Compiler" --root "$Root" -o "$Tree" "${Sources[@]}" -- ${Flags[@]+"${Flags[@]}"}
fi
Args=()
for Arg in "$@"; do
  case $Arg in
    *.c | *.cpp) Args+=("$Tree/$(realpath --relative-to="$Root" "$Arg")") ;;
    -fplugin-arg-*) ;;
    *) Args+=("$Arg") ;;
  esac
done
if [ $Links = 1 ]; then Args+=("-L$HPI_LIB" -lhpinstr); fi
"$Compiler" "${Args[@]}"
