// Counts beyond 2^32, in a loop the optimiser computes in closed form and in a product of two.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

#include <stdint.h>

static uint64_t sum(uint64_t N) {           // HITS: 1
  uint64_t S = 0;                           // HITS: 1
  for (uint64_t I = 0; I < N; ++I)          // HITS: 2**32+8
    S += I;                                 // HITS: 2**32+7
  return S;                                 // HITS: 1
}
static uint64_t product(unsigned N, unsigned M) { // HITS: 3
  uint64_t S = 0;                           // HITS: 3
  for (unsigned I = 0; I < N; ++I)          // HITS: 3*100001
    for (unsigned J = 0; J < M; ++J)        // HITS: 3*100000*50001
      ++S;                                  // HITS: 3*100000*50000
  return S;                                 // HITS: 3
}

int main(void) {
  uint64_t N = (1ull << 32) + 7, P = 0;     // HITS: 1
  for (int I = 0; I < 3; ++I)               // HITS: 4
    P += product(100000, 50000);            // HITS: 3
  return P != 15000000000ull || sum(N) != (N - 1) / 2 * N; // HITS: 1
}
