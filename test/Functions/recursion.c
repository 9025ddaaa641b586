// Primitive calls: of a function that calls itself, of two that call each other (not known), of one that may be called back.
// RUN: rm -rf %t.out && %clang_hp -fplugin-arg-hpinstr-edges=on -O2 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr report --functions --sort line %t.out | sed 's|/[^ ]*/||' | FileCheck %s
// RUN: rm -rf %t.out && %clang_hp -O2 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr report --functions --sort line %t.out | sed 's|/[^ ]*/||' | FileCheck %s --check-prefix=OFF
// RUN: %hpinstr report --callers %t.out 2>&1 | FileCheck %s --check-prefix=NONE
#include <stdlib.h>
int fib(int N) { return N < 2 ? N : fib(N - 1) + fib(N - 2); }
int odd(int N);
int even(int N) { return N == 0 ? 1 : odd(N - 1); }
int odd(int N) { return N == 0 ? 0 : even(N - 1); }
static int plain(int N) { return N + 1; }
static int compare(const void *A, const void *B) { return *(const int *)A - *(const int *)B; }
int main(void) {
  int Numbers[] = {3, 1, 2};
  qsort(Numbers, 3, sizeof(int), compare);
  return fib(10) + fib(5) == 60 && even(10) && plain(1) + plain(2) == 5 ? 0 : 1;
}
// CHECK:      ncalls  tottime    percall  cumtime    percall  filename:lineno(function)
// CHECK-NEXT: {{^ +}}192/2  {{.*}}recursion.c:8(fib)
// CHECK-NEXT: {{^ +}}6/?  {{.*}}recursion.c:10(even)
// CHECK-NEXT: {{^ +}}5/?  {{.*}}recursion.c:11(odd)
// CHECK-NEXT: {{^ +}}2  {{.*}}recursion.c:12(plain)
// CHECK-NEXT: {{^ +}}{{[0-9]+}}  {{.*}}recursion.c:13(compare)
// CHECK-NEXT: {{^ +}}1  {{.*}}recursion.c:14(main)
// OFF:      {{^ +}}192  {{.*}}recursion.c:8(fib)
// OFF-NEXT: {{^ +}}6  {{.*}}recursion.c:10(even)
// NONE: hpinstr: warning: calls are not counted by caller: what is shown are callers that samples tell; build with -fplugin-arg-hpinstr-edges=on
