// A loop made of setjmp and longjmp, with inner loops left in mid-flight.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

#include <setjmp.h>

static jmp_buf Env;
static volatile int Round, Sum;

static void spin(int Limit) {     // HITS: 101
  for (int I = 0;; ++I) {         // HITS: 5151
    Sum += 1;                     // HITS: 5151
    if (I == Limit)               // HITS: 5151
      longjmp(Env, Limit + 1);    // HITS: 101
  }                               // HITS: -
  Sum = 0;                        // HITS: 0
}

int main(void) {
  if (setjmp(Env) == 101)         // HITS: 1
    return Sum != 5151;           // HITS: 1
  int N = Round;                  // HITS: 101
  ++Round;                        // HITS: 101
  spin(N);                        // HITS: 101
  return 1;                       // HITS: 0
}
