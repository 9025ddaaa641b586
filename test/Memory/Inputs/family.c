// family.c - each function of the allocator, with sizes that tell them apart; what fails changes nothing.
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *volatile Shown;
static volatile size_t Huge = PTRDIFF_MAX;

/* Writes all that the block may hold, and takes it out of the optimiser's sight. */
static void *fill(void *Block, size_t Bytes) {
  if (!Block || malloc_usable_size(Block) < Bytes)
    abort();
  memset(Block, 1, malloc_usable_size(Block));
  Shown = Block;
  return Shown;
}

/* The compiler believes that malloc() leaves errno alone. */
static int error(void) {
  __asm__ volatile("" ::: "memory");
  int Value = errno;
  errno = 0;
  __asm__ volatile("" ::: "memory");
  return Value;
}

static void expect(int Holds) {
  if (!Holds)
    abort();
}

static void failing(void) {
  void *Block = (void *)1;
  expect(!(Shown = malloc(Huge)) && error() == ENOMEM);
  expect(!(Shown = calloc(Huge, 4)) && error() == ENOMEM);
  expect(!(Shown = reallocarray(0, Huge, 4)) && error() == ENOMEM);
  expect(posix_memalign(&Block, 3, 8) == EINVAL && Block == (void *)1);
  free(0);
}

int main(void) {
  char Text[2048];
  void *Block;
  errno = 7;
  free(fill(malloc(1), 1));
  free(fill(calloc(1, 2), 2));
  Block = fill(realloc(0, 4), 4);
  free(fill(realloc(Block, 8), 8));
  free(fill(reallocarray(0, 4, 4), 16));
  free(fill(aligned_alloc(32, 32), 32));
  expect(!posix_memalign(&Block, 64, 64) && (uintptr_t)Block % 64 == 0);
  free(fill(Block, 64));
  free(fill(memalign(128, 128), 128));
  free(fill(valloc(256), 256));
  free(fill(pvalloc(512), 4096));
  void *Kept = fill(malloc(1024), 1024);
  expect(error() == 7);
  failing();
  memset(Text, 'x', sizeof(Text));
  Text[2047] = 0;
  free(fill(strdup(Text), 2048));
  Block = fill(calloc(64, 64), 4096);
  expect(!realloc(Block, Huge) && ((char *)Block)[4095] == 1);
  expect(!(Shown = realloc(Block, 0)));
  free(fill(malloc(0), 0));
  Shown = Kept;
  return 0;
}
