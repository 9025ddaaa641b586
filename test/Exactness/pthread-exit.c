// pthread_exit from deep frames; main leaves first and the last thread ends the process.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -pthread %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 -pthread %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <pthread.h>
#include <stdlib.h>

static pthread_t Main;

static void leave(int N) {        // HITS: 40
  if (N == 0)                     // HITS: 40
    pthread_exit(0);              // HITS: 10
  leave(N - 1);                   // HITS: 30
  --N;                            // HITS: 0
}
static void *work(void *P) {      // HITS: 10
  (void)P;                        // HITS: 10
  leave(3);                       // HITS: 10
  return 0;                       // HITS: 0
}
static void *last(void *P) {      // HITS: 1
  (void)P;                        // HITS: 1
  pthread_join(Main, 0);          // HITS: 1
  for (int I = 0; I < 10; ++I) {  // HITS: 11
    pthread_t T;                  // HITS: -
    pthread_create(&T, 0, work, 0); // HITS: 10
    pthread_join(T, 0);           // HITS: 10
  }
  exit(0);                        // HITS: 1
}

int main(void) {                  // HITS: 1
  pthread_t T;
  Main = pthread_self();          // HITS: 1
  pthread_create(&T, 0, last, 0); // HITS: 1
  pthread_exit(0);                // HITS: 1
  return 1;                       // HITS: 0
}
