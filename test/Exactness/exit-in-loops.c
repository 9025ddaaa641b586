// exit() from deep inside nested loops and calls; inlined frames stay exact.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

#include <stdlib.h>

static long Sum;

static void innermost(int I, int J, int K) { // HITS: 45*100+7*10+4
  Sum += I + J + K;               // HITS: 45*100+7*10+4
  if (I == 45 && J == 7 &&        // HITS: 45*100+7*10+4
      K == 3)                     // HITS: 4
    exit(Sum == 0);               // HITS: 1
  Sum ^= 1;                       // HITS: 45*100+7*10+3
}
static void inner(int I, int J) { // HITS: 458
  for (int K = 0; K < 10; ++K) {  // HITS: 457*11+4
    innermost(I, J, K);           // HITS: 45*100+7*10+4
    ++Sum;                        // HITS: 45*100+7*10+3
  }
  --Sum;                          // HITS: 457
}

int main(void) {
  for (int I = 0; I < 100; ++I) { // HITS: 46
    for (int J = 0; J < 10; ++J)  // HITS: 45*11+8
      inner(I, J);                // HITS: 458
    ++Sum;                        // HITS: 45
  }
  return 1;                       // HITS: 0
}
