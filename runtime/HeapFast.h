/* HeapFast.h - the common case of counting, in few instructions.
 *
 * Owns: what is done where the process has one thread, the stack is one that is remembered, and nothing is due: no
 * point of the timeline, no note for the peak or a set-point. All else is left to HeapBooks.c, which begins anew. Must
 * not: call anything in the common case, so that it needs no registers that a callee keeps.
 */
#ifndef HPI_RUNTIME_HEAPFAST_H
#define HPI_RUNTIME_HEAPFAST_H

#include "HeapBooks.h"
#include "HeapStack.h"

#define HPI_BARRIER() __asm__ volatile("" ::: "memory")
#define HPI_SELDOM(Condition) __builtin_expect((Condition) != 0, 0)

/* One less. \returns whether that is negative */
HPI_INLINE int countDown(int32_t *Figure) {
#if defined(__x86_64__)
  int IsBelow;
  __asm__("decl %0" : "+m"(*Figure), "=@ccs"(IsBelow));
  return IsBelow;
#else
  return --*Figure < 0;
#endif
}

enum { HPI_FAST_BYTES = 1 << 16, HPI_FAST_AGE = 1 << 28 };

/* Makes the thread busy, where it can be counted so; null where it cannot. */
HPI_INLINE struct HpiHeapThread *fastBegin(const uint64_t *Frame) {
  struct HpiHeapThread *T = HeapOwn;
  if (HPI_SELDOM(!T) || HPI_SELDOM(T->Busy) || HPI_SELDOM(!*HeapGate))
    return 0;
  T->Busy = (uint64_t)Frame;
  HPI_BARRIER();
  return T;
}

HPI_INLINE int fastEnd(struct HpiHeapThread *T, int Result) {
  HPI_BARRIER();
  T->Busy = 0;
  return Result;
}

/* What is remembered of the stack; IsAgain: not at the first look. */
HPI_INLINE const struct HpiStackMemo *fastMemo(struct HpiHeapThread *T, const uint64_t *Frame, int IsAgain) {
  uint32_t Slot;
  if (HPI_SELDOM(T->Generation != *T->Mappings))
    return 0;
  return IsAgain ? heapRemembered(T, Frame, &Slot) : heapKnown(T, Frame);
}

/* The word before a block of glibc's; whether that is a mapping of its own, and its bytes where it is none. */
HPI_INLINE uint64_t sizeWord(const void *Block) { return ((const uint64_t *)Block)[-1]; }
HPI_INLINE int isMapping(uint64_t SizeWord) { return (SizeWord & 2) != 0; }
HPI_INLINE uint64_t usableIn(uint64_t SizeWord) { return (SizeWord & ~7ull) - 8; }

/* Whether a block of Size bytes for Entry can be given without a note for the peak: that rises, or is not reached. */
HPI_INLINE int fastPeak(const struct HpiHeap *Books, struct HpiHeapChunk *Chunk, const struct HpiHeapEntry *Entry,
                        uint64_t Size) {
  uint64_t Live = Chunk->AllocBytes - Chunk->FreedBytes + Size;
  if (__builtin_expect(Live <= Chunk->PeakBytes, 1))
    return Entry->SavedEpoch == Chunk->PeakEpoch;
  if (!(Books->SlowFrees & HPI_HEAP_AT_PEAK) || Live > Books->NextTimedPeak)
    return 0;
  Chunk->PeakBytes = Live;
  Chunk->PeakBlocks = Chunk->Allocs + 1 - Chunk->Frees;
  return 1;
}

/* As bookGiven(). \returns 0 where nothing was done */
HPI_INLINE int fastGiven(void *Block, uint64_t Size, const uint64_t *Frame, int IsAgain) {
  struct HpiHeapThread *T = fastBegin(Frame);
  if (HPI_SELDOM(!T))
    return 0;
  const struct HpiStackMemo *Memo = fastMemo(T, Frame, IsAgain);
  uint64_t Word = sizeWord(Block);
  if (HPI_SELDOM(!Memo) || HPI_SELDOM(Size >= HPI_FAST_BYTES))
    return fastEnd(T, 0);
  if (HPI_SELDOM(isMapping(Word)))
    return fastEnd(T, 0);
  struct HpiHeap *const Books = Heap;
  struct HpiHeapChunk *const Chunk = Books->Chunk;
  struct HpiHeapEntry *const Entry = Memo->Entry;
  if (HPI_SELDOM(!fastPeak(Books, Chunk, Entry, Size)) || HPI_SELDOM(countDown(&Books->Countdown)))
    return fastEnd(T, 0);
  plusOne(&T->Births);
  uint64_t PlaceAndBirth = (uint64_t)T->Births << 32 | Memo->Place;
  plus(&Entry->Allocs, 1);
  plus(&Entry->AllocBytes, Size);
  plus(&Chunk->Allocs, 1);
  plus(&Chunk->AllocBytes, Size);
  writeTail(Books, Block, usableIn(Word), Size, PlaceAndBirth);
  return fastEnd(T, 1);
}

/* As bookTaken(). \returns 0 where nothing was done */
HPI_INLINE int fastTaken(void *Block, const uint64_t *Frame, int IsAgain) {
  __builtin_prefetch((char *)Block + 64); /* the tail of all but small blocks, while the size before it is on its way */
  struct HpiHeapThread *T = fastBegin(Frame);
  if (HPI_SELDOM(!T))
    return 0;
  const struct HpiStackMemo *Memo = fastMemo(T, Frame, IsAgain);
  struct HpiHeap *const Books = Heap;
  uint64_t Word = sizeWord(Block);
  if (HPI_SELDOM(!Memo) || HPI_SELDOM(Books->SlowFrees))
    return fastEnd(T, 0);
  if (HPI_SELDOM(isMapping(Word)))
    return fastEnd(T, 0);
  struct HpiHeapTail *Tail = tailOf(Block, usableIn(Word));
  HPI_CHANGE(Tail);
  uint64_t Size = sealedSize(Books, (uint64_t)Block, Tail);
  uint32_t Place = (uint32_t)Tail->PlaceAndBirth;
  /* So that a word that is no size, 0 for one, leaves no room. */
  if (HPI_SELDOM(Size + HPI_HEAP_TAIL + sizeof(Word) > (Word & ~7ull)) || HPI_SELDOM(!Place))
    return fastEnd(T, 0);
  struct HpiHeapChunk *const Chunk = Books->Chunk;
  struct HpiHeapEntry *Giver = (struct HpiHeapEntry *)(Books->Table + Place * (uint64_t)HPI_HEAP_UNIT);
  HPI_CHANGE(Giver);
  if (HPI_SELDOM(Giver->SavedEpoch != Chunk->PeakEpoch) || HPI_SELDOM((uint32_t)Giver->Key != T->KeyOfThread))
    return fastEnd(T, 0);
  uint32_t Age = T->Births - (uint32_t)(Tail->PlaceAndBirth >> 32);
  HPI_CHANGE(Age);
  if (HPI_SELDOM(Age >= HPI_FAST_AGE))
    return fastEnd(T, 0);
  struct HpiHeapEntry *const Entry = Memo->Entry;
  HPI_BARRIER(); /* so that no register holds the seal until here */
  Tail->Seal ^= 1;
  plus(&Entry->Frees, 1);
  plus(&Entry->FreedBytes, Size);
  plus(&Chunk->Frees, 1);
  plus(&Chunk->FreedBytes, Size);
  plus(&Giver->DeadBytes, Size);
  plus(&Giver->Lifetimes[lifetimeBin(Age)], 1);
  return fastEnd(T, 1);
}

#endif
