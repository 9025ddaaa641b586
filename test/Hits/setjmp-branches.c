// setjmp as a condition: the if begins once, its sides count each return that took them.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <setjmp.h>

static jmp_buf Env;
static volatile int Rounds, Sum;

static void work(void) {    // HITS: 6
  ++Sum;                    // HITS: 6
  if (Sum % 2)              // HITS: 6
    longjmp(Env, 7);        // HITS: 3
}

int main(void) {
  for (; Rounds < 3; ++Rounds) { // HITS: 4
    if (setjmp(Env) == 0)   // HITS: 3
      work();               // HITS: 3
    else                    // HITS: -
      work();               // HITS: 3
    Sum += 10;              // HITS: 3
  }
  switch (setjmp(Env)) {    // HITS: 1
  case 0:                   // HITS: -
    longjmp(Env, 2);        // HITS: 1
  case 2:                   // HITS: -
    Sum += 100;             // HITS: 1
    longjmp(Env, 3);        // HITS: 1
  default:                  // HITS: -
    Sum += 1000;            // HITS: 1
  }
  return Sum != 6 + 30 + 100 + 1000; // HITS: 1
}
