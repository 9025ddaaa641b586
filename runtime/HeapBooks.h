/* HeapBooks.h - what is counted of allocations.
 *
 * Owns: the tails of blocks, the totals of the process and the figures of entries, with the heap's peak. Must not: call
 * the allocator but for the size of a block, or find an entry.
 *
 * One thread writes at a time: the only one that the process has, or the holder of Heap->Lock. A signal handler that
 * comes upon its own thread writing does so, too: each change is one instruction, so that neither is lost.
 */
#ifndef HPI_RUNTIME_HEAPBOOKS_H
#define HPI_RUNTIME_HEAPBOOKS_H

#include "Heap.h"

/* A block as its tail tells. */
struct HpiBlock {
  uint64_t Size; /* as asked for */
  uint32_t Place, Birth;
  struct HpiHeapTail *Tail; /* null where the block is not ours */
};

HPI_INLINE void plus(uint64_t *Figure, uint64_t Amount) {
#if defined(__x86_64__)
  __asm__("addq %1, %0" : "+m"(*Figure) : "er"(Amount) : "cc");
#else
  __atomic_fetch_add(Figure, Amount, __ATOMIC_RELAXED);
#endif
}

HPI_INLINE void plusOne(uint32_t *Figure) {
#if defined(__x86_64__)
  __asm__("incl %0" : "+m"(*Figure) : : "cc");
#else
  __atomic_fetch_add(Figure, 1, __ATOMIC_RELAXED);
#endif
}

HPI_INLINE uint64_t checkOf(uint64_t Address, uint64_t PlaceAndBirth, uint64_t Size) {
  uint64_t Mixed = (Address ^ Heap->Secret ^ Size << 32) + PlaceAndBirth * 0x9e3779b97f4a7c15u;
  return (Mixed * 0xff51afd7ed558ccdu) >> 48;
}

HPI_INLINE struct HpiHeapTail *tailOf(void *Block, uint64_t Usable) {
  return (struct HpiHeapTail *)((char *)Block + Usable) - 1;
}

/* \returns a block that is not ours where Block is null */
HPI_INLINE struct HpiBlock blockOf(void *Block) {
  struct HpiBlock None = {0, 0, 0, 0};
  uint64_t Usable = Block ? HeapReal.UsableSize(Block) : 0;
  if (Usable < HPI_HEAP_TAIL)
    return None;
  struct HpiHeapTail *Tail = tailOf(Block, Usable);
  uint64_t Size = Tail->SizeAndCheck >> 16;
  uint64_t PlaceAndBirth = (uint64_t)Tail->Birth << 32 | Tail->Place;
  if ((uint16_t)Tail->SizeAndCheck != (uint16_t)checkOf((uint64_t)Block, PlaceAndBirth, Size) ||
      Size > Usable - HPI_HEAP_TAIL || Tail->Place * (uint64_t)HPI_HEAP_UNIT >= Heap->TableBytes)
    return None;
  struct HpiBlock Ours = {Size, Tail->Place, Tail->Birth, Tail};
  return Ours;
}

/* Has the tail of a block of ours tell nothing, or again what it told. */
HPI_INLINE void spoilTail(const struct HpiBlock *Block) { Block->Tail->SizeAndCheck ^= 1; }

HPI_INLINE struct HpiHeapEntry *entryAt(uint32_t Place) {
  return Place ? (struct HpiHeapEntry *)(Heap->Table + Place * (uint64_t)HPI_HEAP_UNIT) : 0;
}

/* Block of Size bytes was given to the caller of the function whose frame is Frame. */
HPI_RT void bookGiven(void *Block, uint64_t Size, const uint64_t *Frame) HPI_SYM("heapBookGiven");
/* Block is about to be freed. */
HPI_RT void bookTaken(void *Block, const uint64_t *Frame) HPI_SYM("heapBookTaken");
/* The block that Old tells of was freed and Block, of Size bytes, given; null is none. */
HPI_RT void bookResized(const struct HpiBlock *Old, void *Block, uint64_t Size, const uint64_t *Frame)
    HPI_SYM("heapBookResized");

/* Takes a point of the timeline where it is time to. Wants the books. */
HPI_RT __attribute__((noinline)) void heapPoint(void) HPI_SYM("heapPoint");

#endif
