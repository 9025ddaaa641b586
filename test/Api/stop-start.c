// What runs while counting is stopped appears nowhere: the line of the start has begun before it, that of the stop has.
// RUN: %run-hits -O0 -I%source/include
// RUN: %run-hits -O2 -I%source/include
// RUN: %run-hits -O3 -I%source/include -flto=thin %lld
#include <hpinstr/hpinstr.h>

static volatile int Sink;

__attribute__((noinline)) static void work(int Times) { // HITS: 3
  for (int I = 0; I < Times; ++I)                       // HITS: 10+20+40+3
    Sink += I;                                          // HITS: 10+20+40
}

int main(void) {            // HITS: 1
  work(10);                 // HITS: 1
  hpinstr_stop();           // HITS: 1
  work(1000);               // HITS: 0
  hpinstr_stop();           // HITS: 0
  work(100000);             // HITS: 0
  hpinstr_start();          // HITS: 0
  work(20);                 // HITS: 1
  hpinstr_start();          // HITS: 1
  for (int I = 0; I < 7; ++I) { // HITS: 1
    hpinstr_stop();         // HITS: 1
    work(I);                // HITS: 0
  }
  hpinstr_start();          // HITS: 0
  work(40);                 // HITS: 1
  return 0;                 // HITS: 1
}
