// Loops that the optimiser deletes, evaluates in closed form or turns into memset, memcpy or popcount.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clang_hp -Os %s -o %t/p && env HPINSTR_OUT=%t/os %t/p && %check-hits %t/os %s

#include <string.h>

static unsigned char From[777], To[777];

static unsigned closed(unsigned N) {  // HITS: 100
  unsigned S = 0;                     // HITS: 100
  for (unsigned I = 1; I <= N; ++I)   // HITS: 5050
    S += I;                           // HITS: 4950
  return S;                           // HITS: 100
}
static void unused(int N) {           // HITS: 100
  int S = 0;                          // HITS: 100
  while (S < N)                       // HITS: 5050
    ++S;                              // HITS: 4950
}
static void clear(unsigned char *P, int N, int V) { // HITS: 100
  for (int I = 0; I < N; ++I)         // HITS: 100*778
    P[I] = (unsigned char)V;          // HITS: 100*777
}
static void copy(unsigned char *restrict P, const unsigned char *restrict Q, int N) { // HITS: 100
  while (N--)                         // HITS: 100*778
    *P++ = *Q++;                      // HITS: 100*777
}
static int bits(unsigned long X) {    // HITS: 100
  int N = 0;                          // HITS: 100
  while (X) {                         // HITS: 100+316
    X &= X - 1;                       // HITS: 316
    ++N;                              // HITS: 316
  }
  return N;                           // HITS: 100
}

int main(void) {
  unsigned S = 0;
  int Bits = 0;
  for (int I = 0; I < 100; ++I) {     // HITS: 101
    S += closed((unsigned)I);         // HITS: 100
    unused(I);                        // HITS: 100
    clear(From, 777, I);              // HITS: 100
    copy(To, From, 777);              // HITS: 100
    Bits += bits((unsigned long)I);   // HITS: 100
  }
  return S != 166650 || Bits != 316 || memcmp(From, To, 777); // HITS: 1
}
