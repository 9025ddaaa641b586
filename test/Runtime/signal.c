// A signal handler that is the first to count in its thread, on a small signal stack, in a storm of threads.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include -pthread %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out %t && %python %S/readhpi.py %t.out | FileCheck %s
// CHECK: sums=signal.c.tmp:400,400
#include "Unit.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
HPI_UNIT(8, 2)

static void onSignal(int Number) {
  (void)Number;
  int Before = errno;
  hit(0);
  if (errno != Before)
    abort();
}

static void *work(void *Unused) {
  char Stack[4096] __attribute__((aligned(16)));
  stack_t Alternate = {.ss_sp = Stack, .ss_size = sizeof(Stack)};
  sigaltstack(&Alternate, 0);
  errno = 5;
  raise(SIGUSR1);
  hit(1);
  Alternate.ss_flags = SS_DISABLE;
  sigaltstack(&Alternate, 0);
  return Unused;
}

int main(void) {
  struct sigaction Action = {.sa_handler = onSignal, .sa_flags = SA_ONSTACK};
  sigaction(SIGUSR1, &Action, 0);
  for (int Round = 0; Round < 50; ++Round) {
    pthread_t Threads[8];
    for (int I = 0; I < 8; ++I)
      pthread_create(&Threads[I], 0, work, 0);
    for (int I = 0; I < 8; ++I)
      pthread_join(Threads[I], 0);
  }
}
