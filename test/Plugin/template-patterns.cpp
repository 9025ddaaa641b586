// A template that was instantiated is shown through its instantiations alone: the pattern is no function never called.
// RUN: rm -rf %t.out && %clangxx_hp -O1 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr report %t.out | FileCheck %s
// RUN: %hpinstr export --format=lcov %t.out | FileCheck %s --check-prefix=LCOV --implicit-check-not=FNDA:0,add
template <typename T> T add(T A, T B) { return A + B; }
template <typename T> T never(T A) { return A; }
// CHECK: Function: add<...> at line 5
// CHECK-NEXT: Calls: 2
// CHECK-NEXT: Instances: 2
// CHECK: Function: never at line 6
// CHECK-NEXT: Calls: 0
// LCOV: FNDA:0,never
int main() { return add(1, -1) + int(add(1.0, -1.0)); }
