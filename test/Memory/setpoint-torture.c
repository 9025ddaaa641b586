// Set-points from threads that are at the books and from their signal handlers, with forks between: none waits for another, and
// the last one counts.
// RUN: rm -rf %t && mkdir -p %t && cd %t && %clang_hp -w -O1 -pthread -I%source/include %s -o p && env HPINSTR_OUT=out ./p && %check-heap out
// RUN: %hpinstr report --since-setpoint --leaks --function=main out | FileCheck %s
// CHECK: {{^}}         462         6  {{.*}}(main)
// CHECK: {{^}}         123         1  {{.*}}(main)
// CHECK: {{^}}           1         1  {{.*}}(main)
#include "hpinstr/hpinstr.h"
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static volatile int Stop;
static void *work(void *A) {
  void *B[64] = {0};
  unsigned S = (unsigned)(long)A;
  while (!Stop) {
    S = S * 1103515245 + 12345;
    unsigned I = (S >> 16) % 64;
    free(B[I]);
    B[I] = malloc(S >> 24);
  }
  for (int I = 0; I < 64; ++I)
    free(B[I]);
  return 0;
}
static void handler(int N) {
  hpinstr_heap_setpoint();
  hpinstr_thread_name("x");
}
int main(void) {
  pthread_t T[4];
  signal(SIGUSR1, handler);
  for (long I = 0; I < 4; ++I)
    pthread_create(&T[I], 0, work, (void *)(I + 7));
  for (int I = 0; I < 3000; ++I) {
    if (I % 3)
      hpinstr_heap_setpoint();
    else
      pthread_kill(T[I % 4], SIGUSR1);
    if (I % 500 == 0) {
      pid_t P = fork();
      if (!P) {
        hpinstr_heap_setpoint();
        void *volatile V = malloc(77);
        HPINSTR_REGION_BEGIN(kid);
        HPINSTR_REGION_END(kid);
        exit(0);
      }
      waitpid(P, 0, 0);
    }
  }
  Stop = 1;
  for (int I = 0; I < 4; ++I)
    pthread_join(T[I], 0);
  hpinstr_heap_setpoint();
  void *volatile V = malloc(123);
  V = malloc(1);
  return 0;
}
