// A program that sleeps and polls sees no call interrupted, whatever samples its time, and its own SIGPROF handler only for
// its own signals.
// RUN: %clang_hp -O2 %s -o %t
// RUN: for Sampler in auto none timer; do env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=sampler=$Sampler %t > %t.said || exit 1; \
// RUN:   count 0 < %t.said || exit 1; done
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <time.h>

static volatile int NumProfs;
static void onProf(int Signal) { NumProfs += Signal == SIGPROF; }

int main(void) {
  int NumInterrupted = 0;
  volatile int Work = 0;
  signal(SIGPROF, onProf);
  for (int I = 0; I < 100; ++I) {
    struct timespec Pause = {0, 2000000};
    NumInterrupted += nanosleep(&Pause, 0) != 0;
    NumInterrupted += poll(0, 0, 2) != 0;
    for (int K = 0; K < 300000; ++K)
      Work = Work + K;
  }
  raise(SIGPROF);
  if (!NumInterrupted && NumProfs == 1)
    return 0;
  printf("%d calls interrupted, SIGPROF %d times\n", NumInterrupted, NumProfs);
  return 1;
}
