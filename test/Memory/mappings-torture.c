// Threads that map memory, unmap what others mapped, fork, and are interrupted by handlers that do so, too: the books balance.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for L in -O0 -O2; do %clang_hp -w $L -pthread %s -o p && env HPINSTR_OUT=out HPINSTR_OPTIONS=mmap=on timeout -s KILL 100 ./p >> wanted || exit 1; done
// RUN: %check-heap --balance out | sort > kept && sort wanted > sorted && diff sorted kept && wc -l < kept | FileCheck %s
// CHECK: 34
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NumThreads = 4, NumSlots = 64, NumRounds = 4000, NumForks = 4, Bytes = 5 * 4096 };

static atomic_ulong Maps, Unmaps, Signals, NumEnded;
static _Atomic(void *) Slots[NumSlots];

static void *map(void) {
  void *Map = mmap(0, Bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  atomic_fetch_add(&Maps, 1);
  return Map == MAP_FAILED ? 0 : Map;
}

static void unmap(void *Map) {
  if (!Map)
    return;
  atomic_fetch_add(&Unmaps, 1);
  munmap((char *)Map + 4096, 4096);
  munmap(Map, Bytes);
}

static void handle(int Signal) {
  (void)Signal;
  unmap(atomic_exchange(&Slots[atomic_fetch_add(&Signals, 1) % NumSlots], map()));
}

/* One line, as checkheap.py prints it. */
static void tell(unsigned long Libraries) {
  char Text[100];
  int Size = snprintf(Text, sizeof(Text), "Allocs=%lu Frees=%lu NumForeign=0\n", Maps + Libraries, (unsigned long)Unmaps);
  if (write(1, Text, Size) != Size)
    abort();
}

static void child(void) {
  void *Own;
  Maps = Unmaps = 0;
  for (int I = 0; I < 100; ++I) {
    Own = map();
    if (I % 2)
      unmap(Own);
  }
  tell(0);
  _exit(0);
}

static void *work(void *Seed) {
  unsigned Random = (unsigned)(size_t)Seed;
  for (int I = 0; I < NumRounds; ++I) {
    Random = Random * 1103515245 + 12345;
    unmap(atomic_exchange(&Slots[(Random >> 16) % NumSlots], map()));
    void *volatile Block = malloc(Random >> 20);
    free(Block);
    atomic_fetch_add(&Maps, 1);
    atomic_fetch_add(&Unmaps, 1);
    if (I % (NumRounds / NumForks))
      continue;
    sigset_t All, Before;
    sigfillset(&All);
    pthread_sigmask(SIG_SETMASK, &All, &Before);
    pid_t Child = fork();
    if (!Child)
      child();
    int Status = 1;
    if (waitpid(Child, &Status, 0) != Child || Status)
      abort();
    pthread_sigmask(SIG_SETMASK, &Before, 0);
  }
  atomic_fetch_add(&NumEnded, 1);
  return 0;
}

int main(void) {
  pthread_t Threads[NumThreads];
  signal(SIGUSR1, handle);
  for (int I = 0; I < NumThreads; ++I)
    pthread_create(&Threads[I], 0, work, (void *)(size_t)(I + 1));
  while (NumEnded < NumThreads) {
    for (int J = 0; J < NumThreads; ++J)
      pthread_kill(Threads[J], SIGUSR1);
    usleep(100);
  }
  for (int I = 0; I < NumThreads; ++I)
    pthread_join(Threads[I], 0);
  for (int I = 0; I < NumSlots; ++I)
    unmap(Slots[I]);
  tell(NumThreads);
  return Signals ? 0 : 1;
}
