#!/usr/bin/env bash
# runhits.sh - compiles one source with the flag, runs it, and compares its lines' hits with its HITS comments.
#
# usage: runhits.sh SOURCE WORK [--status N] [FLAGS...] [-- ARGS...]     in tests: %run-hits FLAGS -- ARGS
#   WORK is removed and made anew. FLAGS go to the compiler; those of the form -DNAME=NUMBER may be used in HITS
#   comments too. N is the exit status expected of the program (default 0; 128 + signal where a signal ends it).
# Environment: HPI_CC, HPI_CXX, HPI_PLUGIN, HPI_READER.
set -eu
Source=$1 Work=$2
shift 2
Status=0 Flags=() Defines=()
if [ "${1-}" = --status ]; then
  Status=$2
  shift 2
fi
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  Flags+=("$1")
  case $1 in -D*) Defines+=("$1") ;; esac
  shift
done
[ "${1-}" != -- ] || shift

case $Source in *.c) Compiler=$HPI_CC ;; *) Compiler=$HPI_CXX ;; esac
rm -rf "$Work"
mkdir -p "$Work"
"$Compiler" "-fplugin=$HPI_PLUGIN" "$Source" -o "$Work/program" ${Flags[@]+"${Flags[@]}"}
Got=0
(cd "$Work" && HPINSTR_OUT=$Work/out ./program "$@" >stdout 2>stderr) || Got=$?
if [ "$Got" -ne "$Status" ]; then
  echo "runhits: error: $Source: expected exit status $Status, found $Got" >&2
  cat "$Work/stderr" >&2
  exit 1
fi
exec /usr/bin/python3 "$(dirname "$0")/checkhits.py" "$HPI_READER" "$Work/out" "$Source" ${Defines[@]+"${Defines[@]}"}
