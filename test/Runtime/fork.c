// Fork in a threaded program, three deep: each process has its own file with its own counts, in the thread that
// forked and in threads made after it.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include -pthread %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out %t && %python %S/readhpi.py %t.out sums exit forked | FileCheck %s
// CHECK: files 3
// CHECK-NEXT: sums=fork.c.tmp:1,100,3,1 exit=0 forked=0
// CHECK-NEXT: sums=fork.c.tmp:0,0,2,1 exit=3 forked=1
// CHECK-NEXT: sums=fork.c.tmp:0,0,1,1 exit=9 forked=1
#include "Unit.h"
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
HPI_UNIT(2, 4)

static volatile int Stop;

static void *work(void *Unused) {
  for (int I = 0; I < 100; ++I)
    hit(1);
  while (!Stop)
    usleep(100);
  return Unused;
}

static void *late(void *Unused) {
  hit(3);
  return Unused;
}

int main(void) {
  pthread_t Thread, Late;
  hit(0);
  pthread_create(&Thread, 0, work, 0);
  int Depth = 0;
  pid_t Child = -1;
  while (Depth < 2 && (Child = fork()) == 0)
    ++Depth;
  for (int I = Depth; I < 3; ++I)
    hit(2);
  pthread_create(&Late, 0, late, 0);
  pthread_join(Late, 0);
  int Status = 0;
  if (Depth < 2 && (waitpid(Child, &Status, 0) != Child || WEXITSTATUS(Status) != (Depth ? 9 : 3)))
    abort();
  Stop = 1;
  if (Depth == 0)
    pthread_join(Thread, 0);
  return Depth == 0 ? 0 : Depth == 1 ? 3 : 9;
}
