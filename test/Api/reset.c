// A reset makes all counts 0, those made while stopped and under labels, too.
// RUN: %run-hits -O0 -I%source/include
// RUN: %run-hits -O2 -I%source/include
#include <hpinstr/hpinstr.h>

static volatile int Sink;

__attribute__((noinline)) static void work(int Times) { // HITS: 1
  for (int I = 0; I < Times; ++I)                       // HITS: 6
    Sink += I;                                          // HITS: 5
}

__attribute__((noinline)) static void never(void) { // HITS: 0
  Sink = 1;                                         // HITS: 0
}

int main(void) {           // HITS: 0
  never();                 // HITS: 0
  work(1000);              // HITS: 0
  hpinstr_label("first");  // HITS: 0
  work(1000);              // HITS: 0
  hpinstr_label("second"); // HITS: 0
  work(1000);              // HITS: 0
  hpinstr_reset();         // HITS: 0
  hpinstr_stop();          // HITS: 0
  work(1000);              // HITS: 0
  hpinstr_reset();         // HITS: 0
  hpinstr_start();         // HITS: 0
  work(5);                 // HITS: 1
  return 0;                // HITS: 1
}
