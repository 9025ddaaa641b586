// In one build with --coverage, with IR and with source profiles the counts stay exact, and the other profile is written too.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 --coverage -pthread %s -o %t/gcov0
// RUN: cd %t && env HPINSTR_OUT=%t/gcov0.out %t/gcov0 && %check-hits %t/gcov0.out %s
// RUN: %clang_hp -O2 --coverage -pthread %s -o %t/gcov2
// RUN: cd %t && env HPINSTR_OUT=%t/gcov2.out %t/gcov2 && %check-hits %t/gcov2.out %s
// RUN: ls %t/*.gcda
// RUN: %clang_hp -O2 -fprofile-generate -pthread %s -o %t/ir
// RUN: cd %t && env HPINSTR_OUT=%t/ir.out LLVM_PROFILE_FILE=%t/ir.profraw %t/ir && %check-hits %t/ir.out %s
// RUN: %clang_hp -O2 -fprofile-instr-generate -fcoverage-mapping -pthread %s -o %t/cov
// RUN: cd %t && env HPINSTR_OUT=%t/cov.out LLVM_PROFILE_FILE=%t/cov.profraw %t/cov && %check-hits %t/cov.out %s
// RUN: test -s %t/ir.profraw && test -s %t/cov.profraw

#include <pthread.h>
#include <stdlib.h>

static int step(int N) {             // HITS: 4*1000
  char *P = malloc(16);              // HITS: 4*1000
  P[N & 15] = (char)N;               // HITS: 4*1000
  int R = P[N & 15];                 // HITS: 4*1000
  free(P);                           // HITS: 4*1000
  if (R & 1)                         // HITS: 4*1000
    return 0;                        // HITS: 4*500
  return 1;                          // HITS: 4*500
}
static void *work(void *Out) {       // HITS: 4
  int S = 0;                         // HITS: 4
  for (int I = 0; I < 1000; ++I)     // HITS: 4*1001
    S += step(I);                    // HITS: 4*1000
  *(int *)Out = S;                   // HITS: 4
  return 0;                          // HITS: 4
}

int main(void) {
  pthread_t T[4];
  int Sums[4];
  for (int I = 0; I < 4; ++I)        // HITS: 5
    pthread_create(&T[I], 0, work, &Sums[I]); // HITS: 4
  for (int I = 0; I < 4; ++I)        // HITS: 5
    pthread_join(T[I], 0);           // HITS: 4
  for (int I = 0; I < 4; ++I)        // HITS: 5
    if (Sums[I] != 500)              // HITS: 4
      abort();                       // HITS: 0
  return 0;                          // HITS: 1
}
