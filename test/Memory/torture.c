// Threads that allocate, free what others gave, fork, and are interrupted by handlers that allocate: no process's books
// lack a block, and none has one too many. The allocator underneath is one that handlers may call (Inputs/bump.c).
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %clang -O1 -fPIC -shared %S/Inputs/bump.c -o libbump.so
// RUN: for L in -O0 -O2; do %clang_hp -w $L -pthread %s ./libbump.so -o p && env HPINSTR_OUT=out timeout 100 ./p >> wanted || exit 1; done
// RUN: %check-heap --balance out | sort > kept && sort wanted > sorted && diff sorted kept && wc -l < kept | FileCheck %s
// CHECK: 42
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NumThreads = 4, NumSlots = 256, NumRounds = 20000, NumForks = 5 };

static atomic_ulong Allocs, Frees, Foreign, Signals;
static _Atomic(void *) Slots[NumSlots];
static atomic_int IsOver;

/* The optimiser must not see what becomes of a block, else it may do without it. */
static void *take(size_t Size) {
  void *Block = malloc(Size);
  __asm__ volatile("" : "+r"(Block));
  atomic_fetch_add(&Allocs, 1);
  return Block;
}

static void drop(void *Block) {
  if (Block)
    atomic_fetch_add(&Frees, 1);
  free(Block);
}

static void handle(int Signal) {
  (void)Signal;
  atomic_fetch_add(&Signals, 1);
  void *Block = realloc(take(100), 200);
  atomic_fetch_add(&Allocs, 1);
  atomic_fetch_add(&Frees, 1);
  drop(atomic_exchange(&Slots[Signals % NumSlots], take(50)));
  drop(Block);
}

/* One line, as checkheap.py prints it: blocks that the process was given, those of them that it freed, and others. */
static void tell(unsigned long Libraries) {
  char Text[100];
  int Bytes = snprintf(Text, sizeof(Text), "Allocs=%lu Frees=%lu NumForeign=%lu\n", Allocs + Libraries, (unsigned long)Frees,
                       (unsigned long)Foreign);
  if (write(1, Text, Bytes) != Bytes)
    abort();
}

static void child(void *Inherited) {
  Allocs = Frees = 0;
  Foreign = 1;
  free(Inherited);
  for (int I = 0; I < 1000; ++I)
    drop(take(I));
  take(1);
  tell(0);
  _exit(0);
}

static void *work(void *Seed) {
  unsigned Random = (unsigned)(size_t)Seed;
  for (int I = 0; I < NumRounds; ++I) {
    Random = Random * 1103515245 + 12345;
    drop(atomic_exchange(&Slots[(Random >> 16) % NumSlots], take(Random >> 20)));
    if (I % (NumRounds / NumForks) == 0) {
      sigset_t All, Before;
      sigfillset(&All);
      pthread_sigmask(SIG_SETMASK, &All, &Before);
      void *Own = take(7);
      pid_t Child = fork();
      if (!Child)
        child(Own);
      int Status = 1;
      if (waitpid(Child, &Status, 0) != Child || Status)
        abort();
      drop(Own);
      pthread_sigmask(SIG_SETMASK, &Before, 0);
    }
  }
  return 0;
}

int main(void) {
  pthread_t Threads[NumThreads];
  signal(SIGUSR1, handle);
  for (int I = 0; I < NumThreads; ++I)
    pthread_create(&Threads[I], 0, work, (void *)(size_t)(I + 1));
  for (int I = 0; I < 2000; ++I) {
    for (int J = 0; J < NumThreads; ++J)
      pthread_kill(Threads[J], SIGUSR1);
    usleep(50);
  }
  for (int I = 0; I < NumThreads; ++I)
    pthread_join(Threads[I], 0);
  for (int I = 0; I < NumSlots; ++I)
    drop(Slots[I]);
  tell(NumThreads);
  return Signals ? 0 : 1;
}
