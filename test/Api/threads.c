// A stop holds for all threads, also those that start while it lasts; what they counted before stays.
// RUN: %run-hits -O2 -I%source/include -pthread
#include <hpinstr/hpinstr.h>
#include <pthread.h>

enum { Threads = 8 };
static pthread_barrier_t Barrier;
static volatile long Sink;

__attribute__((noinline)) static void work(long Times) { // HITS: 8+9
  for (long I = 0; I < Times; ++I)                       // HITS: 8*1001+9*501
    Sink = I;                                            // HITS: 8*1000+9*500
}

static void *run(void *Unused) { // HITS: 8
  work(1000);                    // HITS: 8
  pthread_barrier_wait(&Barrier);
  pthread_barrier_wait(&Barrier);
  work(100000);                  // HITS: 0
  pthread_barrier_wait(&Barrier);
  pthread_barrier_wait(&Barrier);
  work(500);                     // HITS: 8
  return Unused;                 // HITS: 8
}

static void *late(void *Unused) { // HITS: 0
  work(77);                       // HITS: 0
  return Unused;                  // HITS: 0
}

int main(void) {
  pthread_t Ids[Threads], Late;
  pthread_barrier_init(&Barrier, 0, Threads + 1);
  for (int I = 0; I < Threads; ++I)
    pthread_create(&Ids[I], 0, run, 0);
  pthread_barrier_wait(&Barrier);
  hpinstr_stop();
  pthread_create(&Late, 0, late, 0);
  pthread_join(Late, 0);
  pthread_barrier_wait(&Barrier);
  pthread_barrier_wait(&Barrier);
  hpinstr_start();
  pthread_barrier_wait(&Barrier);
  work(500);
  for (int I = 0; I < Threads; ++I)
    pthread_join(Ids[I], 0);
  return 0;
}
