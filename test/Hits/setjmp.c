// A second return of setjmp is not a new beginning; the statements behind it are.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <setjmp.h>

static jmp_buf Env;
static volatile int Tries, Sum;

static void jump(int N) {        // HITS: 5
  ++Sum;                         // HITS: 5
  if (N < 4)                     // HITS: 5
    longjmp(Env, N + 1);         // HITS: 4
  Sum += 10;                     // HITS: 1
}

static void outer(void) {        // HITS: 5
  jump(Tries++);                 // HITS: 5
  Sum += 100;                    // HITS: 1
}

int main(void) {
  int Code = setjmp(Env);        // HITS: 1
  Sum += 1000;                   // HITS: 5
  outer();                       // HITS: 5
  Sum += 10000;                  // HITS: 1
  if (Code != 4)                 // HITS: 1
    return 1;                    // HITS: 0
  return Sum != 15115;           // HITS: 1
}
