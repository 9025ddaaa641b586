/* boundary.c - a loop of ten lines, and the same with a bare reading of the clock before each (-DBARE). */
#include <stdio.h>
#include <stdlib.h>

#if defined(BARE)
#define READ() __builtin_readcyclecounter()
#else
#define READ() 0
#endif

static volatile unsigned long long Last;
static volatile long Sum;

__attribute__((noinline)) void lines(long N) {
  for (long I = 0; I < N; ++I) {
    Last = READ() + Sum;
    Last = READ() + Sum;
    Last = READ() + Sum;
    Last = READ() + Sum;
    Last = READ() + Sum;
    Last = READ() + Sum;
    Last = READ() + Sum;
    Last = READ() + Sum;
    Last = READ() + Sum;
  }
}

int main(int Argc, char **Argv) {
  lines(Argc > 1 ? atol(Argv[1]) : 1000000);
  printf("%ld\n", Sum);
}
