// Blocks of any age have a place among the lifetimes: the last is for all that are older than the others say. Their age
// is made here, by moving their births back, which stand in the words behind them.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for L in -O0 -O2; do %clang_hp -w $L %s -o p && rm -rf out && env HPINSTR_OUT=out ./p && %check-heap out | grep -q LiveBlocks=0 && \
// RUN:   %hpinstr export --format json -o j out && %python -c 'import json; \
// RUN:   print(*[L["lifetimes"] for F in json.load(open("j"))["files"] for L in F["lines"] if "lifetimes" in L])' | FileCheck %s || exit 1; done
// CHECK: {'from_allocs': 0, 'blocks': 20}, {'from_allocs': 1, 'blocks': 40}, {'from_allocs': 4, 'blocks': 40},
// CHECK-SAME: {'from_allocs': 67108864, 'blocks': 40}, {'from_allocs': 268435456, 'blocks': 80}]
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>

/* Frees a block as if its thread had asked for Age others since. */
static void dropAt(uint64_t Age) {
  void *volatile Place = malloc(10);
  void *Block = Place;
  volatile uint64_t *Tail = (uint64_t *)((char *)Block + malloc_usable_size(Block));
  Tail[0] -= Age << 32;
  Tail[1] -= Age << 32;
  free(Block);
}

int main(void) {
  for (int Round = 0; Round < 20; ++Round) {
    dropAt(0);
    for (int Bit = 0; Bit < 32; ++Bit)
      dropAt(1ull << Bit);
  }
  return 0;
}
