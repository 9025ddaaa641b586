# fmt.sh - how the C++ library fmt is built with CMake, tested with ctest and run; sourced by run.sh, must not do anything then.
package=fmtlib
# shellcheck disable=SC2034 # for rewritten.sh
commands=out/compile_commands.json
Programs="args-test color-test format-test printf-test ranges-test"

# The consteval format strings of this version are refused by newer compilers: its own switch chooses C++14.
buildProject() {
  CC=$1 CXX=$2 CFLAGS=$3 CXXFLAGS="$3 -g" LDFLAGS="$3" cmake -S . -B out \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DFMT_DOC=OFF -DCMAKE_CXX_STANDARD=14 -DCMAKE_BUILD_TYPE= &&
    make -C out -j"$Jobs" $Programs
}
testProject() { (cd out && ctest --output-on-failure -R "^($(echo $Programs | tr ' ' '|'))\$"); }
binaries() { for Program in $Programs; do echo "$1/out/bin/$Program"; done; }
# Two tests are left out. format_system_error: at -O2 the compiler may drop the allocation that it expects to fail, and then it
# goes another way. strong_enum: it stands behind __has_feature, which GCC 12 does not have, so that only Clang compiles it.
workload() {
  for Program in $Programs; do
    "$1/out/bin/$Program" --gtest_print_time=0 --gtest_brief=1 \
      --gtest_filter=-util_test.format_system_error:format_test.strong_enum
  done
}
