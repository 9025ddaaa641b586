// longjmp over several frames, inlined and not: nothing behind the left calls is counted.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

#include <setjmp.h>

static jmp_buf Env;
static volatile int Sum;
#define NOINLINE __attribute__((noinline))

NOINLINE static void leaf(int N) { // HITS: 1000
  ++Sum;                       // HITS: 1000
  if (N % 4 == 0)              // HITS: 1000
    longjmp(Env, 1);           // HITS: 250
  ++Sum;                       // HITS: 750
}
static void middle(int N) {    // HITS: 1000
  for (int I = 0; I < 2; ++I)  // HITS: 2750
    if (I == 1)                // HITS: 2000
      leaf(N);                 // HITS: 1000
  ++Sum;                       // HITS: 750
}
NOINLINE static int top(int N) { // HITS: 1000
  middle(N);                   // HITS: 1000
  return 1;                    // HITS: 750
}

int main(void) {
  volatile int I, Back = 0;
  for (I = 0; I < 1000; ++I) { // HITS: 1001
    if (setjmp(Env)) {         // HITS: 1000
      ++Back;                  // HITS: 250
      continue;                // HITS: 250
    }
    Sum += top(I);             // HITS: 1000
  }
  return Back != 250 || Sum != 1000 + 3 * 750; // HITS: 1
}
