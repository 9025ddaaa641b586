// What chooses among the bodies of an ifunc runs before there is thread-local storage, and has no probes.
// RUN: rm -rf %t && %rewrite --quiet -o %t %s -- && FileCheck %s < %t/resolvers.c
// RUN: cd %t && gcc -Wall -Wextra -Werror -static resolvers.c -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out ./p && %check-hits out %s
// REQUIRES: gcc, static
static int plain(int N) { return N + 1; } // HITS: 1
static int (*choose(void))(int) {         // HITS: -
  return plain;                           // HITS: -
}
// CHECK: static int (*choose(void))(int) { //
// CHECK-NEXT: {{^}}  return plain;
int chosen(int N) __attribute__((ifunc("choose")));
__attribute__((naked, used)) void bare(void) { // HITS: -
  __asm__("ret");                              // HITS: -
}
// CHECK: __asm__("ret");
static int Before;
__attribute__((constructor)) static void early(void) { // HITS: 1
  ++Before;                                            // HITS: 1
}
int main(void) { return chosen(1) + Before != 3; } // HITS: 1
