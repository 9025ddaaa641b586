// Calls through pointers in threads, in a forked child, and up to kill -9: none is lost, none is another's.
// RUN: rm -rf %t.out && %clang_hp -fplugin-arg-hpinstr-edges=on -O2 -pthread %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: bash %S/Inputs/callers.sh %hpinstr %t.out | FileCheck %s
// RUN: %hpinstr merge -o %t.one %t.out && %hpinstr merge -o %t.two %t.one && cmp %t.one %t.two && bash %S/Inputs/callers.sh %hpinstr %t.two | FileCheck %s
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static int even(int N) { return N; }
static int odd(int N) { return -N; }
static int (*volatile Table[])(int) = {even, odd};
static void *work(void *Times) {
  for (long I = 0; I < (long)Times; ++I)
    Table[I % 5 == 0]((int)I);
  return Times;
}
int main(void) {
  pthread_t Threads[4];
  for (long I = 0; I < 4; ++I)
    pthread_create(&Threads[I], NULL, work, (void *)100000);
  for (int I = 0; I < 4; ++I)
    pthread_join(Threads[I], NULL);
  pid_t Child = fork();
  work((void *)10);
  if (!Child)
    raise(SIGKILL);
  return waitpid(Child, NULL, 0) == Child ? 0 : 1;
}
// CHECK:      ? > main 1
// CHECK-NEXT: ? > work 4
// CHECK-NEXT: main > work 2
// CHECK-NEXT: work > even 320016
// CHECK-NEXT: work > odd 80004
