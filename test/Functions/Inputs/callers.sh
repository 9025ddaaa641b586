#!/bin/bash
# callers.sh HPINSTR DIR - a line "CALLER > CALLEE COUNT" for each edge of the reports in DIR, sorted; what has no probes is "?".
"$1" report --callers --sort line "$2" | awk '
  / was called by$/ { Callee = $0; sub(/^[^(]*\(/, "", Callee); sub(/\) was called by$/, "", Callee); next }
  /^ +[0-9]+ .*\(.*\)$/ && Callee { Caller = $0; sub(/^[^(]*\(/, "", Caller); sub(/\)$/, "", Caller)
    if (Caller ~ /^code without/) Caller = "?"; print Caller " > " Callee " " $1 }
  /^$/ { Callee = "" }' | sort
