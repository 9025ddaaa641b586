/* fib.c - calls and nothing else: the dearest thing there is to count. */
#include <stdio.h>
#include <stdlib.h>

static long fib(long N) {
  if (N < 2)
    return N;
  return fib(N - 1) + fib(N - 2);
}

int main(int Argc, char **Argv) {
  long N = Argc > 1 ? atol(Argv[1]) : 42;
  printf("fib(%ld) = %ld\n", N, fib(N));
  return 0;
}
