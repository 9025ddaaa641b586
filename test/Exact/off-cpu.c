// Lines that sleep, poll, or wait for a mutex or a pipe that another thread holds are off the processor, lines that
// compute are on it, and what is not off the processor is CPU time: where the kernel tells of switches, and where not.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O1 -fplugin-arg-hpinstr-functions=work,waiting %s -o %t/p -pthread
// RUN: env HPINSTR_OUT=%t/told %t/p > %t/cpu && %hpinstr export --format json %t/told > %t/json
// RUN: %python %S/Inputs/offcpu.py %s %t/json $(cat %t/cpu) | FileCheck %s
// RUN: env HPINSTR_OUT=%t/blind HPINSTR_OPTIONS=sampler=timer %t/p > %t/cpu && %hpinstr export --format json %t/blind > %t/json
// RUN: %python %S/Inputs/offcpu.py %s %t/json $(cat %t/cpu) | FileCheck %s
// CHECK: 5 waits, 0 wrong
// CHECK-NEXT: CPU time: as measured
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t Mutex = PTHREAD_MUTEX_INITIALIZER;
static int ToHolder[2], FromHolder[2];
static volatile unsigned Sum;

static void pauseMs(int Ms) { nanosleep(&(struct timespec){0, Ms * 1000000L}, NULL); }

static void *holder(void *Arg) {
  char C;
  read(ToHolder[0], &C, 1);
  pthread_mutex_lock(&Mutex);
  write(FromHolder[1], "", 1);
  pauseMs(100);
  pthread_mutex_unlock(&Mutex);
  read(ToHolder[0], &C, 1);
  pauseMs(50);
  write(FromHolder[1], "", 1);
  return Arg;
}

static int compute(void) {
  for (unsigned I = 0; I < 50000000; ++I)
    Sum += I;
  return 1;
}

static void waiting(void) {
  char C;
  pauseMs(20);                // WAITS
  poll(NULL, 0, 20);          // WAITS
  write(ToHolder[1], "", 1);
  read(FromHolder[0], &C, 1);
  pthread_mutex_lock(&Mutex); // WAITS
  pthread_mutex_unlock(&Mutex);
  write(ToHolder[1], "", 1);
  read(FromHolder[0], &C, 1); // WAITS
}

static void work(void) {
  compute();                  // COMPUTES
  waiting();                  // WAITS
  compute();                  // COMPUTES
}

static long cpuNs(void) {
  struct timespec T;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &T);
  return T.tv_sec * 1000000000L + T.tv_nsec;
}

int main(void) {
  pthread_t Thread;
  pipe(ToHolder);
  pipe(FromHolder);
  pthread_create(&Thread, NULL, holder, NULL);
  long Before = cpuNs();
  work();
  printf("%ld\n", cpuNs() - Before);
  return pthread_join(Thread, NULL);
}
