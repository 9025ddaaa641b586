// A handler interrupts the very lines it runs itself, 300 times at any instruction; no count of either is lost.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>

static volatile int Ticks;
static volatile unsigned Mix;

__attribute__((noinline)) static void touch(unsigned N) { // HITS: 2000000+300
  Mix = Mix * 3 + N;          // HITS: 2000000+300
  if (N & 1)                  // HITS: 2000000+300
    Mix += 1;                 // HITS: 1000000+300
}
static void tickOnce(void) {  // HITS: 300
  struct itimerval Next = {{0, 0}, {0, 200}}; // HITS: 300
  setitimer(ITIMER_REAL, &Next, 0); // HITS: 300
}
static void onTick(int S) {   // HITS: 300
  touch((unsigned)S | 1);     // HITS: 300
  if (++Ticks < 300)          // HITS: 300
    tickOnce();               // HITS: 299
}

int main(void) {
  signal(SIGALRM, onTick);    // HITS: 1
  unsigned I = 0;             // HITS: 1
  tickOnce();                 // HITS: 1
  while (Ticks < 300)
    if (I < 2000000)
      touch(++I);
  while (I < 2000000)
    touch(++I);
  return Ticks != 300;        // HITS: 1
}
