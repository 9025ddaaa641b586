/* calls.c - calls of a function of one line that is not inlined. */
#include <stdio.h>
#include <stdlib.h>

static volatile long Sum;

__attribute__((noinline)) void callee(void) {
  ++Sum;
}

int main(int Argc, char **Argv) {
  for (long I = 0, N = Argc > 1 ? atol(Argv[1]) : 1000000; I < N; ++I)
    callee();
  printf("%ld\n", Sum);
}
