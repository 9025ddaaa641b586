// SIGTERM at its default action loses no count outside a loop in flight.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 sh -c '%t/p; test $? -eq 143' && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 sh -c '%t/p; test $? -eq 143' && %check-hits %t/o2 %s

#include <signal.h>
#include <unistd.h>

static long Sum;

static void leave(int N) {      // HITS: 1001
  Sum += N;                     // HITS: 1001
  if (N == 1000)                // HITS: 1001
    kill(getpid(), SIGTERM);    // HITS: 1
  Sum -= 1;                     // HITS: 1000
}

int main(void) {                // HITS: 1
  for (int I = 0; I < 5000; ++I) { // HITS: 1001
    leave(I);                   // HITS: 1001
    Sum ^= 1;                   // HITS: 1000
  }
  return 1;                     // HITS: 0
}
