// Branches that are taken now and then around a call that may not come back: one count of the way past it serves what is
// before and what is behind.
// RUN: %run-hits --status 3 -O0 -DN=1000
// RUN: %run-hits --status 3 -O2 -DN=1000
#include <setjmp.h>
#include <stdlib.h>

static jmp_buf Back;

__attribute__((noinline)) static int seldom(int I) { // HITS: 30
  if (I == N - 1)                                    // HITS: 30
    exit(3);                                         // HITS: 1
  if (I % 300 == 0)                                  // HITS: 29
    longjmp(Back, 1);                                // HITS: 4
  return I;                                          // HITS: 25
}

__attribute__((noinline)) static int step(int I, volatile int *Data) { // HITS: N
  int Sum = *Data;                                                     // HITS: N
  if (__builtin_expect(I % 50 == 0, 0))                                // HITS: N
    Sum += seldom(I);                                                  // HITS: 20
  *Data = Sum;                                                         // HITS: N-4
  if (__builtin_expect(I % 100 == 99, 0))                              // HITS: N-4
    Sum += seldom(I);                                                  // HITS: 10
  *Data = Sum + 1;                                                     // HITS: N-5
  return Sum;                                                          // HITS: N-5
}

int main(void) {
  volatile int Data = 0, I = 0;
  while (I < N) {       // HITS: N
    if (!setjmp(Back))  // HITS: N
      step(I, &Data);   // HITS: N
    ++I;                // HITS: N-1
  }
  return 0;             // HITS: 0
}
