/* pairs.c - pairs of malloc and free, at the depth of stack and of the size that the arguments name. */
#include <stdlib.h>

__attribute__((noinline)) static void pairs(long Num, size_t Size) {
  for (long I = 0; I < Num; ++I) {
    char *volatile Block = malloc(Size);
    *Block = 1;
    free(Block);
  }
}

__attribute__((noinline)) static void deeper(int Depth, long Num, size_t Size) {
  if (Depth > 0)
    deeper(Depth - 1, Num, Size);
  else
    pairs(Num, Size);
  __asm__ volatile("");
}

int main(int Argc, char **Argv) {
  if (Argc != 3)
    return 2;
  deeper(atoi(Argv[1]), atol(Argv[2]), 24);
  return 0;
}
