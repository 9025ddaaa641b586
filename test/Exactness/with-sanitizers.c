// In one build with the address, undefined-behaviour and thread sanitizers the counts stay exact and nothing is reported.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -fsanitize=address,undefined -fno-sanitize-recover=all -pthread %s -o %t/asan0
// RUN: cd %t && env HPINSTR_OUT=%t/asan0.out %t/asan0 && %check-hits %t/asan0.out %s
// RUN: %clang_hp -O2 -fsanitize=address,undefined -fno-sanitize-recover=all -pthread %s -o %t/asan2
// RUN: cd %t && env HPINSTR_OUT=%t/asan2.out %t/asan2 && %check-hits %t/asan2.out %s
// RUN: %clang_hp -O0 -fsanitize=thread -pthread %s -o %t/tsan0
// RUN: cd %t && env HPINSTR_OUT=%t/tsan0.out TSAN_OPTIONS=halt_on_error=1 %t/tsan0 && %check-hits %t/tsan0.out %s
// RUN: %clang_hp -O2 -fsanitize=thread -pthread %s -o %t/tsan2
// RUN: cd %t && env HPINSTR_OUT=%t/tsan2.out TSAN_OPTIONS=halt_on_error=1 %t/tsan2 && %check-hits %t/tsan2.out %s
// RUN: %clang_hp -O2 -fsanitize=leak -pthread %s -o %t/leak
// RUN: cd %t && env HPINSTR_OUT=%t/leak.out %t/leak && %check-hits %t/leak.out %s

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
