// atexit handlers run instrumented code, register more of them and may leave with _exit.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <stdlib.h>
#include <unistd.h>

static int Sum;

static void last(void) {       // HITS: 1
  Sum += 1000;                 // HITS: 1
  _exit(Sum != 1132);          // HITS: 1
}
static void loop(void) {       // HITS: 2
  for (int I = 0; I < 16; ++I) // HITS: 34
    ++Sum;                     // HITS: 32
}
static void more(void) {       // HITS: 1
  Sum += 100;                  // HITS: 1
  atexit(loop);                // HITS: 1
}

int main(void) {               // HITS: 1
  atexit(last);                // HITS: 1
  atexit(loop);                // HITS: 1
  atexit(more);                // HITS: 1
  exit(7);                     // HITS: 1
}
