// A call with more targets than there are places: what is known is exact, the rest has no callee, and that is said.
// RUN: rm -rf %t.out && %clangxx_hp -fplugin-arg-hpinstr-edges=on -O1 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr report --callees --function "callAll*" %t.out > %t.txt 2> %t.err; FileCheck %s --check-prefix=LOSS < %t.err
// RUN: awk '/ called$/ { On = 1; next } /^$/ { On = 0 } On && /^ +[0-9]+ / { Sum += $1; if (/without/) Rest = $1; else if ($1 != 3) exit 1 } \
// RUN:   END { print Sum, (Rest > 0 && Rest < 4000 ? "some" : Rest) }' %t.txt | FileCheck %s
#include <utility>
template <int N> int number() { return N; }
static int (*volatile Table[1500])();
template <int... N> static void fill(std::integer_sequence<int, N...>) {
  int (*All[])() = {number<N>...};
  for (int I = 0; I < 1500; ++I)
    Table[I] = All[I];
}
static int callAll() {
  int Sum = 0;
  for (int Round = 0; Round < 3; ++Round)
    for (auto F : Table)
      Sum += F();
  return Sum;
}
int main() {
  fill(std::make_integer_sequence<int, 1500>());
  return callAll() > 0 ? 0 : 1;
}
// CHECK: 4500 some
// LOSS: calls through pointers had a target that found no room in the table
