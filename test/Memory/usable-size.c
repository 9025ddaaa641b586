// malloc_usable_size says of new blocks below the threshold of mmap what it says without the flag.
// RUN: %clang -O1 %s -o %t.plain && %clang_hp -O1 %s -o %t && %t.plain > %t.before
// RUN: rm -rf %t.out && env HPINSTR_OUT=%t.out %t > %t.after && diff %t.before %t.after && grep -c . %t.after | grep 2001
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  setvbuf(stdout, 0, _IONBF, 0);
  for (size_t Size = 0; Size <= 2000; ++Size) { // none is freed, so that none is made of a larger one
    char *volatile Block = malloc(Size);
    printf("%zu\n", malloc_usable_size(Block));
  }
  return 0;
}
