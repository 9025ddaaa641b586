# zstd.sh - how zstd is built, tested and run; sourced by run.sh, must not do anything when sourced.
package=libzstd

buildProject() {
  make -j"$Jobs" -C programs CC="$1" CFLAGS="$3 -g" LDFLAGS="$3" zstd
  make -j"$Jobs" -C tests CC="$1" CFLAGS="$3 -g" LDFLAGS="$3" datagen fuzzer
}
# Its short test run, and its fuzzer over a fixed seed.
testProject() {
  (cd tests && EXE_PREFIX= ZSTD_BIN=../programs/zstd DATAGEN_BIN=./datagen bash ./playTests.sh) &&
    tests/fuzzer -s5 -i200 --no-big-tests
}
binaries() { echo "$1/programs/zstd"; }

# workload DIR: with Inputs, where they are set, from there; one worker thread, levels of each strategy, long mode, dictionaries, damaged input.
workload() {
  local Zstd=$1/programs/zstd In=${Inputs:-$1}
  cat "$In"/lib/compress/*.c >text
  for Level in 1 3 5 7 9 12 16 19; do
    "$Zstd" -q --single-thread --no-asyncio -$Level -c text | tee packed | cksum
    "$Zstd" -q --no-asyncio -dc packed | cmp - text
  done
  "$Zstd" -q --single-thread --no-asyncio --long=20 --check -c text text | "$Zstd" -q --no-asyncio -dc | cksum
  "$Zstd" -q --single-thread --no-asyncio --fast=3 -c text | cksum
  "$Zstd" -q --no-asyncio --train "$In"/lib/common/*.[ch] "$In"/lib/compress/*.[ch] --maxdict=8192 -o dict
  "$Zstd" -q --single-thread --no-asyncio -D dict -c "$In/README.md" >small && "$Zstd" -q --no-asyncio -D dict -dc small | cksum
  head -c 2000 packed >short && ! "$Zstd" -q --no-asyncio -dc short >/dev/null 2>&1
  "$Zstd" -q --no-asyncio -t packed && "$Zstd" -h | cksum
}
