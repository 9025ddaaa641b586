// A builtin is const to the compiler and nowhere in the text: nothing is taken away from its name; a written attribute is.
// RUN: rm -rf %t && %rewrite -o %t %s -- && FileCheck %s < %t/builtins.c
// RUN: cd %t && gcc -O2 -Wall -Wextra -Werror builtins.c -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s

__attribute__((const)) static unsigned width(unsigned N) { // HITS: 3
  return 32 - __builtin_clz(N); // HITS: 3
}

int main(void) {
  unsigned S = width(8) + width(8); // HITS: 1
  width(S);                    // HITS: 1
  return S != 8;               // HITS: 1
}
// CHECK: __attribute__((/*const*/)) static unsigned width(unsigned N) { HPI_FUNCTION(
// CHECK-NEXT: return 32 - __builtin_clz(N);
