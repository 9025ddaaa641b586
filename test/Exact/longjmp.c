// Frames that longjmp passes over end where the next probe below them shows that they are gone.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s

#include <setjmp.h>

static jmp_buf Env;
static volatile int Sum;

static void leaf(int N) {      // FUNC: 3 6 6
  if (N == 1)                  // TIME: 3 3 3
    longjmp(Env, 1);           // TIME: 1 1 1
  ++Sum;                       // TIME: 2 2 2
}

static void middle(int N) {    // FUNC: 3 13 7
  leaf(N);                     // TIME: 3 11 5
  ++Sum;                       // TIME: 2 2 2
}

int main(void) {               // FUNC: 1 28 15
  for (volatile int I = 0; I < 3; ++I) { // TIME: 5 5 5
    if (setjmp(Env) == 0)      // TIME: 3 3 3
      middle(I);               // TIME: 3 18 5
    else
      ++Sum;                   // TIME: 1 1 1
  }
  return Sum != 5;             // TIME: 1 1 1
}
