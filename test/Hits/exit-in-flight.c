// exit() in mid-flight: every frame that is left shows only what began.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <stdlib.h>

static int Steps;

static int maybeExit(int N) { // HITS: 6
  if (N == 5)                 // HITS: 6
    exit(Steps != 15);        // HITS: 1
  return N;                   // HITS: 5
}

static int level(int N) {     // HITS: 6
  int R = maybeExit(N);       // HITS: 6
  ++Steps;                    // HITS: 5
  return R;                   // HITS: 5
}

static void atEnd(void) {     // HITS: 1
  Steps = 0;                  // HITS: 1
}

int main(void) {              // HITS: 1
  atexit(atEnd);              // HITS: 1
  int I = 0;                  // HITS: 1
  while (1) {                 // HITS: 6
    Steps += 1;               // HITS: 6
    int R = level(I) +        // HITS: 6
            1;                // HITS: -
    Steps += R - I;           // HITS: 5
    ++I;                      // HITS: 5
    if (I == 5) Steps = 14;   // HITS: 5
  }
}
