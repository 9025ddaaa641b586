// Eight threads in the same counters lose nothing; ten thousand short threads, one after the other and beside a
// sleeping one, leave a small file.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include -pthread %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out/eight %t 8 1 100000 && env HPINSTR_OUT=%t.out/many %t 4 2500 1
// RUN: %python %S/readhpi.py %t.out/eight sums blocks | FileCheck %s
// RUN: %python %S/readhpi.py %t.out/many sums size | FileCheck %s --check-prefix=MANY
// CHECK: sums=threads.c.tmp:800000,1 blocks={{[0-9]$}}
// MANY: sums=threads.c.tmp:10000,1 size={{[0-9]?[0-9]?[0-9][0-9][0-9][0-9]$}}
#include "Unit.h"
#include <pthread.h>
#include <stdlib.h>
HPI_UNIT(1, 2)

static int NumHits;

static void *work(void *Unused) {
  for (int I = 0; I < NumHits; ++I)
    hit(0);
  return Unused;
}

int main(int Argc, char **Argv) {
  int NumThreads = Argc > 3 ? atoi(Argv[1]) : 0;
  NumHits = atoi(Argv[3]);
  hit(1);
  for (int Round = atoi(Argv[2]); Round; --Round) {
    pthread_t Threads[64];
    for (int I = 0; I < NumThreads; ++I)
      if (pthread_create(&Threads[I], 0, work, 0))
        return 1;
    for (int I = 0; I < NumThreads; ++I)
      pthread_join(Threads[I], 0);
  }
}
