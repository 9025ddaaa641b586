// Without optimisation the statement that faults is the last that counts: in a function of the library, in a division, in a load.
// RUN: rm -rf %t && mkdir -p %t && %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/out not --crash %t/p && env HPINSTR_OUT=%t/out not --crash %t/p 1
// RUN: env HPINSTR_OUT=%t/out not --crash %t/p 1 2 && %check-hits %t/out %s

#include <string.h>

static int length(const char *P) {     // HITS: 3+3
  int N = 1;                           // HITS: 3+3
  N += strlen(P);                      // HITS: 3+3
  N += 2;                              // HITS: 3+2
  return N;                            // HITS: 3+2
}
static int share(int N, int D) {       // HITS: 3+2
  int A = D + 1;                       // HITS: 3+2
  int R = N / D;                       // HITS: 3+2
  R += A;                              // HITS: 3+1
  return R;                            // HITS: 3+1
}
static int at(const int *P) {          // HITS: 1
  int A = 1;                           // HITS: 1
  int R = *P;                          // HITS: 1
  R += A;                              // HITS: 0
  return R;                            // HITS: 0
}
int main(int C, char **V) {            // HITS: 3
  int S = length(V[0]) + share(6, 3);  // HITS: 3
  S += length(C == 1 ? 0 : "text");    // HITS: 3
  S += share(6, C == 2 ? 0 : 2);       // HITS: 2
  S += at(C == 3 ? 0 : &S);            // HITS: 1
  return S;                            // HITS: 0
}
