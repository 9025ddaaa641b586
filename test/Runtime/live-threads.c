// A thousand threads alive at once have a block each; the thousand after them reuse these.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include -pthread %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out %t && %python %S/readhpi.py %t.out sums blocks | FileCheck %s
// CHECK: sums=live-threads.c.tmp:2000 blocks=10{{[0-9][0-9]$}}
#include "Unit.h"
#include <pthread.h>
HPI_UNIT(1, 1)

enum { NumThreads = 1000 };
static pthread_barrier_t Barrier;

static void *work(void *Unused) {
  hit(0);
  pthread_barrier_wait(&Barrier);
  return Unused;
}

int main(void) {
  for (int Round = 0; Round < 2; ++Round) {
    pthread_t Threads[NumThreads];
    pthread_attr_t Attributes;
    pthread_attr_init(&Attributes);
    pthread_attr_setstacksize(&Attributes, 64 * 1024);
    pthread_barrier_init(&Barrier, 0, NumThreads);
    for (int I = 0; I < NumThreads; ++I)
      if (pthread_create(&Threads[I], &Attributes, work, 0))
        return 1;
    for (int I = 0; I < NumThreads; ++I)
      pthread_join(Threads[I], 0);
  }
}
