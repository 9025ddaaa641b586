# fakeheap.sh COMPILER FILE OUT [FLAG...] [-- ARGUMENT...] - builds FILE with the plugin and fakeheap.c, runs it once with each
# ARGUMENT, and adds what it allocated to the reports in OUT.out. In C++ new and delete are logged. HPI_PLAIN is the compiler for what has no probes.
set -e
Here=$(dirname "$0")
Compiler=$1 File=$2 Out=$3
shift 3
Flags=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  Flags+=("$1")
  shift
done
[ $# -gt 0 ] && shift || set -- ""
rm -rf "$Out.out" "$Out.one"
mkdir "$Out.out"
"$HPI_PLAIN" -c -fno-omit-frame-pointer "$Here/fakeheap.c" -o "$Out.fake.o"
Objects=("$Out.fake.o")
case $File in *.cpp)
  "$HPI_PLAIN" -c -fno-omit-frame-pointer "$Here/fakenew.cpp" -o "$Out.new.o"
  Objects+=("$Out.new.o") ;;
esac
$Compiler -fno-omit-frame-pointer -fplugin-arg-hpinstr-memory=off -I"$Here" "${Flags[@]}" "$File" "${Objects[@]}" -o "$Out"
for Argument in "$@"; do
  HPINSTR_OUT=$Out.one FAKEHEAP_LOG=$Out.log "$Out" "$Argument"
  /usr/bin/python3 "$Here/addheap.py" "$Out.one"/*.hpi "$Out.log"
  mv "$Out.one"/*.hpi "$Out.out"
done
