// Threads that are detached and still run, or wait, when the process exits lose nothing that stands outside a loop
// in flight.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -pthread %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 -pthread %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

static sem_t Ready;

static long call(long N) {             // HITS: 6*5000
  return N + 1;                        // HITS: 6*5000
}
static void *work(void *P) {           // HITS: 6
  volatile long N = (long)P;           // HITS: 6
  for (int I = 0; I < 5000; ++I)       // HITS: 6*5001
    N = call(N);                       // HITS: 6*5000
  sem_post(&Ready);                    // HITS: 6
  for (;;)                             // HITS: 6
    pause();                           // HITS: 6
  return 0;                            // HITS: 0
}
static void *endless(void *P) {        // HITS: 1
  sem_post(&Ready);                    // HITS: 1
  for (volatile int I = 0;; ++I)
    ;
  return P;                            // HITS: 0
}

int main(void) {
  pthread_t T;
  sem_init(&Ready, 0, 0);              // HITS: 1
  for (long I = 0; I < 6; ++I) {       // HITS: 7
    pthread_create(&T, 0, work, (void *)I); // HITS: 6
    pthread_detach(T);                 // HITS: 6
  }
  pthread_create(&T, 0, endless, 0);   // HITS: 1
  pthread_detach(T);                   // HITS: 1
  for (int I = 0; I < 7; ++I)          // HITS: 8
    sem_wait(&Ready);                  // HITS: 7
  usleep(20000);                       // HITS: 1
  return 0;                            // HITS: 1
}
