/* allocating.c - blocks of known sizes; fails where the allocator is not the one that it is told, by the sizes it gives. */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
int main(int Argc, char **Argv) {
  char *volatile Text = strdup("hello");
  free(Text);
  void *volatile Kept = malloc(1000);
  void *volatile Block = calloc(20, 100);
  /* The other allocator gives multiples of 16 bytes, libc's 8 more than that. */
  int IsBump = malloc_usable_size(Block) % 16 == 0;
  free(Block);
  return Argc > 1 ? !IsBump : 0;
}
