// Signal handlers that run instrumented code, raised synchronously and by a timer.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>

static volatile int Raised, Ticks;
static volatile long Spins;

static int work(int N) {      // HITS: 500
  return N + 1;               // HITS: 500
}
static void onUser(int S) {   // HITS: 500
  (void)S;                    // HITS: 500
  Raised = work(Raised);      // HITS: 500
}
static void tickOnce(void) {  // HITS: 20
  struct itimerval Next = {{0, 0}, {0, 1000}}; // HITS: 20
  setitimer(ITIMER_REAL, &Next, 0); // HITS: 20
}
static void onTick(int S) {   // HITS: 20
  for (int I = 0; I < 100; ++I) // HITS: 20*101
    Spins += S;               // HITS: 20*100
  if (++Ticks < 20)           // HITS: 20
    tickOnce();               // HITS: 19
}

int main(void) {
  signal(SIGUSR1, onUser);    // HITS: 1
  for (int I = 0; I < 500; ++I) // HITS: 501
    raise(SIGUSR1);           // HITS: 500
  signal(SIGALRM, onTick);    // HITS: 1
  tickOnce();                 // HITS: 1
  while (Ticks < 20)
    ;
  return Raised != 500 || Spins != 2000 * SIGALRM; // HITS: 1
}
