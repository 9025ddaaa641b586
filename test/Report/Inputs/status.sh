#!/bin/sh
# status.sh STATUS COMMAND... - runs COMMAND with stderr on stdout; fails unless it ends with STATUS.
Expected=$1
shift
"$@" 2>&1
Status=$?
[ "$Status" -eq "$Expected" ] || { echo "status $Status"; exit 1; }
