#!/usr/bin/env bash
# sources.sh - the sources of the real programs that are measured; what is there is not made again.
#
# usage: sources.sh DIR NAME...     NAME: sqlite bzip2 zstd fmt; each lands in DIR/NAME
# Owns: what is made of a source tree before it is measured. Must not: download (test/Support/unpack.sh does).
set -euo pipefail
Unpack=$(dirname "$(readlink -f "$0")")/../test/Support/unpack.sh

# The amalgamation, as SQLite's own makefile puts it together: sqlite3.c, sqlite3.h, shell.c.
amalgamate() {
  (cd "$1/sqlite" && ./configure --disable-tcl --disable-readline >configure.log 2>&1 && make sqlite3.c shell.c >make.log 2>&1) || {
    echo "sources: error: $1/sqlite: expected its makefile to make sqlite3.c, found that it cannot; see make.log there" >&2
    exit 1
  }
}

main() {
  local Dir=$1 Name
  shift
  mkdir -p "$Dir"
  exec 9>"$Dir/lock" # tests beside each other may want the same
  flock 9
  for Name in "$@"; do
    [ ! -e "$Dir/$Name/.complete" ] || continue
    case $Name in
      sqlite) "$Unpack" "$Dir/downloads" sqlite3 "$Dir/sqlite" && amalgamate "$Dir" ;;
      bzip2) "$Unpack" "$Dir/downloads" bzip2 "$Dir/bzip2" ;;
      zstd) "$Unpack" "$Dir/downloads" libzstd "$Dir/zstd" ;;
      fmt) "$Unpack" "$Dir/downloads" fmtlib "$Dir/fmt" ;;
      *) echo "sources: error: $Name: expected sqlite, bzip2, zstd or fmt" >&2; exit 2 ;;
    esac
    touch "$Dir/$Name/.complete"
  done
}

main "$@"
