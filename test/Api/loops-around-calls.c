// No equation crosses a call of the API: of a loop's header and body each is counted where it ran.
// RUN: %run-hits -O0 -I%source/include
// RUN: %run-hits -O2 -I%source/include
// RUN: %run-hits -O3 -I%source/include
#include <hpinstr/hpinstr.h>

static volatile int Sink;

int main(void) {                  // HITS: 1
  for (int I = 0; I < 100; ++I) { // HITS: 101
    if (I % 2)                    // HITS: 100
      hpinstr_stop();             // HITS: 50
    Sink += I;                    // HITS: 50
    Sink += I;                    // HITS: 50
    if (I % 4 == 1)               // HITS: 50
      Sink = 3;                   // HITS: 0
    hpinstr_start();              // HITS: 50
    Sink -= I;                    // HITS: 100
  }
  int I = 0;                      // HITS: 1
  while (I < 10) {                // HITS: 6
    hpinstr_start();              // HITS: 5
    Sink += 1;                    // HITS: 10
    if (++I % 2)                  // HITS: 10
      hpinstr_stop();             // HITS: 5
  }
  return 0;                       // HITS: 1
}
