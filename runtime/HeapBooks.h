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

/* A call of the allocator while it is written down. */
struct HpiVisitor {
  struct HpiHeapThread *T;
  struct HpiHeapEntry *Entry; /* of the stack that calls */
  int IsLocked;
  uint64_t BusyBefore; /* HpiHeapThread.Busy */
  uint64_t Mask;       /* of signals, before they were blocked, where T is null */
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

/* Bytes that a block really has. glibc keeps its chunk's size before it, and says in bit 1 that it is a mapping of its
 * own, which has a word more of head; trySize() looks at whether this is so. */
HPI_INLINE uint64_t usableInGlibc(void *Block) {
  uint64_t Word = ((const uint64_t *)Block)[-1];
  return (Word & ~7ull) - 8 - (Word & 2) * 4;
}

HPI_INLINE uint64_t usableOf(void *Block) {
  return __builtin_expect(HeapIsOther, 0) ? HeapReal.UsableSize(Block) : usableInGlibc(Block);
}

HPI_INLINE struct HpiHeapTail *tailOf(void *Block, uint64_t Usable) {
  return (struct HpiHeapTail *)((char *)Block + Usable) - 1;
}

/* The seal of a tail. What is not ours is known by the size that comes out of it, whose upper 16 bits are the lower
 * ones of what was sealed: 0 in what we wrote. Words that we did not write give bits at random, since the secret is,
 * and 48 to 60 of them would have to be 0 for a size that the block has room for. So do ours at another address, which
 * is multiplied because the distance may be a multiple of 2^16. A change in the lower 16 bits of either word, as by a
 * byte or two too many that the program writes, always comes out as a change in the upper 16 of the size. */
HPI_INLINE uint64_t sealMask(const struct HpiHeap *Books, uint64_t Address) {
  return Address * 0xffffffff9e3779b1u ^ Books->Secret;
}

HPI_INLINE uint64_t sealOf(const struct HpiHeap *Books, uint64_t Address, uint64_t Size, uint64_t PlaceAndBirth) {
  return (Size << 16 ^ sealMask(Books, Address)) + PlaceAndBirth;
}

/* The bytes that sealOf() was told of, or more than any block has. */
HPI_INLINE uint64_t sealedSize(const struct HpiHeap *Books, uint64_t Address, const struct HpiHeapTail *Tail) {
  uint64_t Plain = (Tail->Seal - Tail->PlaceAndBirth) ^ sealMask(Books, Address);
  return Plain >> 16 | Plain << 48;
}

#define HPI_HEAP_MOST (~0ull >> 16) /* bytes of a block */

/* What the tail of Block says, of which Usable bytes can be used; Tail is null where it is not ours. */
HPI_INLINE struct HpiBlock blockOf(void *Block, uint64_t Usable) {
  const struct HpiHeap *Books = Heap;
  struct HpiBlock Found = {0, 0, 0, 0};
  if (Usable - HPI_HEAP_TAIL > HPI_HEAP_MOST)
    return Found;
  struct HpiHeapTail *Tail = tailOf(Block, Usable);
  Found.Size = sealedSize(Books, (uint64_t)Block, Tail);
  Found.Place = (uint32_t)Tail->PlaceAndBirth;
  Found.Birth = (uint32_t)(Tail->PlaceAndBirth >> 32);
  if (Found.Size <= Usable - HPI_HEAP_TAIL && Found.Place * (uint64_t)HPI_HEAP_UNIT < Books->TableBytes)
    Found.Tail = Tail;
  return Found;
}

/* Writes the tail of Block, of which Usable bytes can be used. */
HPI_INLINE void writeTail(const struct HpiHeap *Books, void *Block, uint64_t Usable, uint64_t Size,
                          uint64_t PlaceAndBirth) {
  struct HpiHeapTail *Tail = tailOf(Block, Usable);
  Tail->PlaceAndBirth = PlaceAndBirth;
  Tail->Seal = sealOf(Books, (uint64_t)Block, Size, PlaceAndBirth);
}

HPI_INLINE uint32_t placeOf(const struct HpiHeap *Books, const struct HpiHeapEntry *Entry) {
  return (uint32_t)(((uint64_t)Entry - (uint64_t)Books->Table) / HPI_HEAP_UNIT);
}

/* Which of HpiHeapEntry.Lifetimes is for blocks of this age. */
HPI_INLINE uint32_t lifetimeBin(uint32_t Age) {
  uint32_t Bin = (64 - (uint32_t)__builtin_clzll(Age * 2ull + 1)) / 2;
  return Bin < HPI_HEAP_LIFETIMES ? Bin : HPI_HEAP_LIFETIMES - 1;
}

/* Has the tail of a block of ours tell nothing, or again what it told. */
HPI_INLINE void spoilTail(const struct HpiBlock *Block) { Block->Tail->Seal ^= 1; }

/* Block of Size bytes was given to the caller of the function whose frame is Frame. */
HPI_RT __attribute__((noinline)) void bookGiven(void *Block, uint64_t Size, const uint64_t *Frame)
    HPI_SYM("heapBookGiven");
/* Block is about to be freed. */
HPI_RT __attribute__((noinline)) void bookTaken(void *Block, const uint64_t *Frame) HPI_SYM("heapBookTaken");
/* The block that Old tells of was freed and Block, of Size bytes, given; null is none. */
HPI_RT __attribute__((noinline)) void bookResized(const struct HpiBlock *Old, void *Block, uint64_t Size,
                                                  const uint64_t *Frame) HPI_SYM("heapBookResized");

/* The same for a block that operator new made of memory that was not counted, and before operator delete. */
HPI_RT void bookMade(void *Block, uint64_t Size, const uint64_t *Frame) HPI_SYM("heapBookMade");
HPI_RT void bookUnmade(void *Block, const uint64_t *Frame) HPI_SYM("heapBookUnmade");

/* For who keeps blocks elsewhere: takes the books for the caller of the function whose frame is Frame, and leaves them.
 */
HPI_RT struct HpiVisitor bookBegin(const uint64_t *Frame) HPI_SYM("heapBookBegin");
HPI_RT void bookEnd(const struct HpiVisitor *V) HPI_SYM("heapBookEnd");
/* A block was given. \returns what is to be kept of it: its place and its birth, as in HpiHeapTail */
HPI_RT uint64_t bookGive(const struct HpiVisitor *V, uint64_t Size) HPI_SYM("heapBookGive");
/* Bytes of a block were freed; IsLast: the last that it had. */
HPI_RT void bookTake(const struct HpiVisitor *V, const struct HpiBlock *Bytes, int IsLast) HPI_SYM("heapBookTake");

/* The entry of Key, new where there was none; null where the table is full. */
HPI_RT struct HpiHeapEntry *heapFindEntry(uint64_t Key) HPI_SYM("heapFindEntry");

/* Takes a point of the timeline where it is time to. Wants the books. */
HPI_RT __attribute__((noinline)) void heapPoint(void) HPI_SYM("heapPoint");

#endif
