// What stands behind a call that never returns shows 0.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <stdlib.h>

static int Checks;

__attribute__((noreturn)) static void leave(int Code) { // HITS: 1
  ++Checks;                  // HITS: 1
  exit(Code);                // HITS: 1
  ++Checks;                  // HITS: 0
}

static void check(int N) {   // HITS: 4
  ++Checks;                  // HITS: 4
  if (N == 3) {              // HITS: 4
    leave(Checks - 4);       // HITS: 1
    ++Checks;                // HITS: 0
  }                          // HITS: -
  ++Checks;                  // HITS: 3
}

int main(void) {             // HITS: 1
  for (int I = 0; I < 9; ++I) { // HITS: 4
    check(I);                // HITS: 4
    --Checks;                // HITS: 3
  }                          // HITS: -
  return 1;                  // HITS: 0
}
