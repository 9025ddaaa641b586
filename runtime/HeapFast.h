/* HeapFast.h - the common case of counting, in few instructions.
 *
 * Owns: what is done where the process has one thread, the stack is one that is remembered, and nothing is due: no
 * point of the timeline, no note for the peak or a set-point. All else is left to HeapBooks.c, which begins anew. Must
 * not: call anything.
 */
#ifndef HPI_RUNTIME_HEAPFAST_H
#define HPI_RUNTIME_HEAPFAST_H

#include "HeapBooks.h"
#include "HeapStack.h"

#define HPI_BARRIER() __asm__ volatile("" ::: "memory")
#define HPI_SELDOM(Condition) __builtin_expect((Condition) != 0, 0)

enum { HPI_FAST_BYTES = 1 << 16 };

/* Makes the thread busy, where it can be counted so; null where it cannot. */
HPI_INLINE struct HpiHeapThread *fastBegin(const uint64_t *Frame) {
  struct HpiHeapThread *T = HeapOwn;
  if (HPI_SELDOM(!T) || HPI_SELDOM(T->Busy | HeapIsOther) || HPI_SELDOM(!*Heap->IsAlone))
    return 0;
  T->BusyFrame = (uint64_t)Frame;
  T->Busy = 1;
  HPI_BARRIER();
  return T;
}

HPI_INLINE int fastEnd(struct HpiHeapThread *T, int Result) {
  HPI_BARRIER();
  T->Busy = 0;
  return Result;
}

/* As bookGiven(). \returns 0 where nothing was done */
HPI_INLINE int fastGiven(void *Block, uint64_t Size, const uint64_t *Frame) {
  struct HpiHeap *const Books = Heap;
  struct HpiHeapThread *T = fastBegin(Frame);
  if (HPI_SELDOM(!T))
    return 0;
  struct HpiHeapChunk *const Chunk = Books->Chunk;
  struct HpiHeapEntry *Entry = heapKnown(T, Frame);
  uint64_t Live = Chunk->AllocBytes - Chunk->FreedBytes + Size;
  if (HPI_SELDOM(!Entry) || HPI_SELDOM(Size >= HPI_FAST_BYTES) || HPI_SELDOM(Books->Countdown <= 0))
    return fastEnd(T, 0);
  if (Books->SlowFrees & HPI_HEAP_AT_PEAK) {
    if (Live < Chunk->PeakBytes || Live > Books->TimedPeak + Books->TimedPeak / 128)
      return fastEnd(T, 0);
    Chunk->PeakBytes = Live;
    Chunk->PeakBlocks = Chunk->Allocs + 1 - Chunk->Frees;
  } else if (HPI_SELDOM(Live > Chunk->PeakBytes) || HPI_SELDOM(Entry->SavedEpoch != Chunk->PeakEpoch))
    return fastEnd(T, 0);
  --Books->Countdown;
  uint64_t PlaceAndBirth = (uint64_t)++T->Births << 32 | placeOf(Books, Entry);
  plus(&Entry->Allocs, 1);
  plus(&Entry->AllocBytes, Size);
  plus(&Chunk->Allocs, 1);
  plus(&Chunk->AllocBytes, Size);
  writeTail(Books, Block, usableInGlibc(Block), Size, PlaceAndBirth);
  T->LastGiven = Block;
  return fastEnd(T, 1);
}

/* The tail of Block where it is ours, else null; of glibc's blocks. */
HPI_INLINE struct HpiHeapTail *fastTail(const struct HpiHeap *Books, void *Block) {
  uint64_t Usable = usableInGlibc(Block);
  struct HpiHeapTail *Tail = tailOf(Block, Usable);
  if (HPI_SELDOM(Usable - HPI_HEAP_TAIL > HPI_HEAP_MOST))
    return 0;
  return HPI_SELDOM(sealedSize(Books, (uint64_t)Block, Tail) > Usable - HPI_HEAP_TAIL) ? 0 : Tail;
}

/* As bookTaken(). \returns 0 where nothing was done */
HPI_INLINE int fastTaken(void *Block, const uint64_t *Frame) {
  __builtin_prefetch((char *)Block + 64); /* the tail of all but small blocks, while the size before it is on its way */
  struct HpiHeap *const Books = Heap;
  struct HpiHeapThread *T = fastBegin(Frame);
  if (HPI_SELDOM(!T))
    return 0;
  struct HpiHeapTail *Tail = fastTail(Books, Block);
  struct HpiHeapEntry *Entry = Tail ? heapKnown(T, Frame) : 0;
  if (HPI_SELDOM(!Entry) || HPI_SELDOM(Books->SlowFrees))
    return fastEnd(T, 0);
  uint64_t Size = sealedSize(Books, (uint64_t)Block, Tail),
           Place = (uint32_t)Tail->PlaceAndBirth * (uint64_t)HPI_HEAP_UNIT;
  struct HpiHeapChunk *const Chunk = Books->Chunk;
  if (HPI_SELDOM(Place - 1 >= Books->TableBytes - 1))
    return fastEnd(T, 0);
  struct HpiHeapEntry *Giver = (struct HpiHeapEntry *)(Books->Table + Place);
  if (HPI_SELDOM(Giver->SavedEpoch != Chunk->PeakEpoch) || HPI_SELDOM((uint32_t)Giver->Key != T->Number + 1))
    return fastEnd(T, 0);
  Tail->Seal ^= 1;
  uint32_t Age = T->Births - (uint32_t)(Tail->PlaceAndBirth >> 32);
  plus(&Giver->DeadBlocks, 1);
  plus(&Giver->DeadBytes, Size);
  plus(&Giver->Temporary, !Age);
  plus(&Giver->Lifetimes[lifetimeBin(Age)], 1);
  plus(&Entry->Frees, 1);
  plus(&Entry->FreedBytes, Size);
  plus(&Chunk->Frees, 1);
  plus(&Chunk->FreedBytes, Size);
  return fastEnd(T, 1);
}

#endif
