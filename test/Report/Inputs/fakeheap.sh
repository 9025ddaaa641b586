# fakeheap.sh COMPILER FILE OUT FLAGS... - builds FILE with the plugin and fakeheap.c, runs it, adds its heap to the report.
# HPI_PLAIN is the compiler for what has no probes.
set -e
Here=$(dirname "$0")
Compiler=$1 File=$2 Out=$3
shift 3
rm -rf "$Out.out"
"$HPI_PLAIN" -c -fno-omit-frame-pointer "$Here/fakeheap.c" -o "$Out.fake.o"
$Compiler -fplugin-arg-hpinstr-memory=off -I"$Here" "$@" "$File" "$Out.fake.o" -o "$Out"
HPINSTR_OUT="$Out.out" FAKEHEAP_LOG="$Out.log" HPINSTR_OPTIONS=${HPI_OPTIONS-} "$Out"
python3 "$Here/addheap.py" "$Out.out"/*.hpi "$Out.log"
