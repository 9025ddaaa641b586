// Cancelled threads run their cleanup handlers; what stands behind the cancelled call is not counted.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -pthread %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 -pthread %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

static sem_t Ready;
static volatile long Cleanups;

static void onCancel(void *P) {        // HITS: 8
  Cleanups += (long)P;                 // HITS: 8
}
static void sleepForever(void) {       // HITS: 8
  sem_post(&Ready);                    // HITS: 8
  for (;;)                             // HITS: 8
    pause();                           // HITS: 8
}
static void *work(void *P) {           // HITS: 8
  volatile int S = 0;                  // HITS: 8
  pthread_cleanup_push(onCancel, P);   // HITS: 8
  for (int I = 0; I < 1000; ++I)       // HITS: 8*1001
    S += I;                            // HITS: 8*1000
  sleepForever();                      // HITS: 8
  ++S;                                 // HITS: 0
  pthread_cleanup_pop(0);
  return 0;                            // HITS: 0
}

int main(void) {
  pthread_t T[8];
  sem_init(&Ready, 0, 0);              // HITS: 1
  for (long I = 0; I < 8; ++I)         // HITS: 9
    pthread_create(&T[I], 0, work, (void *)1L); // HITS: 8
  for (int I = 0; I < 8; ++I)          // HITS: 9
    sem_wait(&Ready);                  // HITS: 8
  for (int I = 0; I < 8; ++I) {        // HITS: 9
    pthread_cancel(T[I]);              // HITS: 8
    pthread_join(T[I], 0);             // HITS: 8
  }
  return Cleanups != 8;                // HITS: 1
}
