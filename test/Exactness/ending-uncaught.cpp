// An uncaught exception ends the process; every count is in the file, and nothing behind the throw is.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 not --crash %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 not --crash %t/p && %check-hits %t/o2 %s

#include <exception>

static long Sum;

static void leave(int N) {      // HITS: 1001
  Sum += N;                     // HITS: 1001
  if (N == 1000)                // HITS: 1001
    throw N;                    // HITS: 1
  Sum -= 1;                     // HITS: 1000
}

int main(void) {                // HITS: 1
  for (int I = 0; I < 5000; ++I) { // HITS: 1001
    leave(I);                   // HITS: 1001
    Sum ^= 1;                   // HITS: 1000
  }
  return 1;                     // HITS: 0
}
