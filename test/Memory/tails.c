// What stands behind a block says that it is ours only as it was written there: zeroed, moved, or with a bit changed it
// is not taken for ours, at the first free of a line and at later ones; put back it is, and after a realloc that fails.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for L in -O0 -O2; do %clang_hp -w $L %s -o p && rm -rf out && env HPINSTR_OUT=out ./p > wanted && %check-heap out > kept && \
// RUN:   FileCheck %s --input-file kept && grep -oE '(NumForeign|LiveBytes)=[0-9]+' kept | sort | diff wanted - || exit 1; done
// CHECK: LiveBlocks={{[1-9]}}
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { NumBits = 128, Size = 30, Far = 1 << 16 };

static unsigned long Foreign, Live;

/* The optimiser would drop what is stored in a block that is freed. */
static volatile uint64_t *tail(void *Block) { return (uint64_t *)((char *)Block + malloc_usable_size(Block)); }

static void *take(size_t Align) {
  void *volatile Block = Align ? aligned_alloc(Align, Align + Size) : malloc(Size);
  return Block;
}

/* Frees a block whose tail was changed. */
static void drop(void *Block, size_t Bytes) {
  free(Block);
  ++Foreign;
  Live += Bytes;
}

static void changed(int Bit) {
  void *Block = take(0);
  volatile uint64_t *Tail = tail(Block);
  uint64_t Was = Tail[Bit / 64], Mask = 1ull << Bit % 64;
  Tail[Bit / 64] = Was ^ Mask;
  Tail[Bit / 64] = Was; // as it was: ours
  free(Block);
  if (Bit % 64 >= 16)
    return; // of the size and the birth: not all of these are noticed
  Block = take(0);
  tail(Block)[Bit / 64] ^= Mask;
  drop(Block, Size);
}

static void moved(size_t Align) {
  char *From = take(Align), *To = take(Align);
  volatile uint64_t *FromTail = tail(From), *ToTail = tail(To);
  ToTail[0] = FromTail[0];
  ToTail[1] = FromTail[1];
  free(From);
  drop(To, Size + Align);
  From = take(Align);
  FromTail = tail(From);
  FromTail[0] = FromTail[1] = 0;
  drop(From, Size + Align);
}

int main(void) {
  setvbuf(stdout, 0, _IONBF, 0);
  mallopt(M_MMAP_THRESHOLD, 1 << 26); // blocks at small multiples of Far from each other, which change few bits of a size
  for (int Round = 0; Round < 20; ++Round) {
    for (int Bit = 0; Bit < NumBits; ++Bit)
      changed(Bit);
    moved(0);
    moved(Far);
    void *Block = take(0);
    void *volatile None = realloc(Block, SIZE_MAX / 4);
    free(None ? None : Block);
  }
  printf("LiveBytes=%lu\nNumForeign=%lu\n", Live, Foreign);
  return 0;
}
