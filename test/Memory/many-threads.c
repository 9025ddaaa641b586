// More live threads than there are records for: the others are counted without stacks, and their signal handlers may allocate, too.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %clang -O1 -fPIC -shared %S/Inputs/bump.c -o libbump.so
// RUN: %clang_hp -w -O2 -pthread %s ./libbump.so -o p
// RUN: env HPINSTR_OUT=out HPINSTR_OPTIONS=sampler=none timeout -s KILL 100 ./p > wanted
// RUN: %check-heap --balance out > kept && diff wanted kept
// What they did is in the sums, and in a row of its own. Only the first 126 threads have names, others have their numbers.
// RUN: %hpinstr report --threads out | FileCheck %s
// RUN: %hpinstr export --format json out > j && %python %source/test/Report/Inputs/validate.py %source/docs/export-schema.json j
// RUN: %python -c 'import json; R, = json.load(open("j"))["runs"]; T = R["heap_threads"]; \
// RUN:   assert [t["number"] for t in T] == list(range(1024)), T; \
// RUN:   assert [t["number"] for t in T if "name" in t and "tid" in t] == list(range(126)), T; \
// RUN:   assert {(t["allocs"], t["alloc_bytes"], t["frees"]) for t in T[1:]} == {(1, 10, 1)}, T'
// CHECK: {{^}}         1            10         1            10         0             0  (thread number 126)
// CHECK: (thread number 1023)
// CHECK: (the thread is not known)
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

enum { NumWaiting = 1100, NumLate = 4, NumSignals = 1500, StackBytes = 65536 };

static atomic_ulong Allocs, Frees, Signals;
static atomic_int NumReady, IsOver;

static void *take(size_t Size) {
  void *Block = malloc(Size);
  __asm__ volatile("" : "+r"(Block));
  atomic_fetch_add(&Allocs, 1);
  return Block;
}

static void drop(void *Block) {
  atomic_fetch_add(&Frees, 1);
  free(Block);
}

static void handle(int Signal) {
  (void)Signal;
  drop(take(30));
  atomic_fetch_add(&Signals, 1);
}

static void *waitInRecord(void *Unused) {
  drop(take(10));
  atomic_fetch_add(&NumReady, 1);
  for (;;)
    pause();
  return Unused;
}

static void *workWithout(void *Unused) {
  sigset_t Alarm;
  sigemptyset(&Alarm);
  sigaddset(&Alarm, SIGALRM);
  pthread_sigmask(SIG_UNBLOCK, &Alarm, 0);
  while (Signals < NumSignals)
    drop(take(20));
  return Unused;
}

int main(void) {
  static pthread_t Threads[NumWaiting + NumLate];
  struct itimerval Often = {{0, 200}, {0, 200}}, Never = {{0, 0}, {0, 0}};
  pthread_attr_t Small;
  sigset_t All;
  pthread_attr_init(&Small);
  pthread_attr_setstacksize(&Small, StackBytes);
  sigfillset(&All);
  pthread_sigmask(SIG_SETMASK, &All, 0);
  signal(SIGALRM, handle);
  for (int I = 0; I < NumWaiting; ++I)
    pthread_create(&Threads[I], &Small, waitInRecord, 0);
  while (NumReady < NumWaiting)
    usleep(1000);
  for (int I = NumWaiting; I < NumWaiting + NumLate; ++I)
    pthread_create(&Threads[I], &Small, workWithout, 0);
  setitimer(ITIMER_REAL, &Often, 0);
  for (int I = NumWaiting; I < NumWaiting + NumLate; ++I)
    pthread_join(Threads[I], 0);
  setitimer(ITIMER_REAL, &Never, 0);
  /* libc asks for a block for each thread's control block. */
  char Text[100];
  int Bytes = snprintf(Text, sizeof(Text), "Allocs=%lu Frees=%lu NumForeign=0\n", Allocs + NumWaiting + NumLate,
                       (unsigned long)Frees);
  _exit(write(1, Text, Bytes) == Bytes ? 0 : 1);
}
