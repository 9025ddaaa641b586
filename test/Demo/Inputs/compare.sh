#!/usr/bin/env bash
# compare.sh WORK HPINSTR SOURCE COMPILER... - builds and runs the demo, diffs its hits beside its lines with sorts.expected.
set -euo pipefail
Work=$1 Hpinstr=$2 Source=$3
shift 3
rm -rf "$Work"
mkdir -p "$Work"
"$@" "$Source" -o "$Work/sorts"
HPINSTR_OUT=$Work/out "$Work/sorts" >/dev/null
"$Hpinstr" export --format tsv "$Work/out" >"$Work/hits.tsv"
awk -F '\t' 'NR == FNR { if ($1 ~ /sorts.cpp$/) Hits[$2] = $3; next }
             { Row = sprintf("%6s | %s", Hits[FNR], $0); sub(/ +$/, "", Row); print Row }' "$Work/hits.tsv" "$Source" |
  diff "$(dirname "$0")/sorts.expected" -
