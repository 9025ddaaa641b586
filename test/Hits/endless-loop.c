// Code behind an endless loop shows 0, the loop what it ran.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <stdlib.h>

static int I;

static int spin(void) {  // HITS: 1
  while (1) {            // HITS: 1000
    if (++I == 1000)     // HITS: 1000
      exit(0);           // HITS: 1
  }                      // HITS: -
  I = 0;                 // HITS: 0
  return I;              // HITS: 0
}

int main(void) {         // HITS: 1
  for (;;)               // HITS: 1
    spin();              // HITS: 1
  I = 1;                 // HITS: 0
  return I;              // HITS: 0
}
