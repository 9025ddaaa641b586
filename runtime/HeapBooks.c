/* HeapBooks.c - what is counted of allocations. See HeapBooks.h.
 *
 * The peak. While the live heap is as large as it ever was, nothing needs to be kept: what an entry has live is what it
 * has at the peak. When the heap shrinks, each entry notes what it had before its next change. PeakEpoch changes when
 * the heap rises above its old peak: notes of an earlier epoch are void.
 */
#include "HeapBooks.h"

#include "HeapLock.h"
#include "HeapStack.h"
#include "Lock.h"
#include "Syscall.h"

enum { HPI_SPINS = 200 };

void heapWait(void) {
  uint32_t Tid = sysGetTid();
  for (uint32_t I = 0; I < HPI_SPINS; ++I) {
    uint32_t Free = 0;
    if (!__atomic_load_n(&Heap->Lock, __ATOMIC_RELAXED) &&
        __atomic_compare_exchange_n(&Heap->Lock, &Free, Tid, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  lockAcquire(&Heap->Lock, sysGetPid());
}

/* A call of the allocator while it is written down. */
struct HpiVisitor {
  struct HpiHeapThread *T;
  struct HpiHeapEntry *Entry; /* of the stack that calls */
  int IsLocked;
  uint32_t BusyBefore;
};

HPI_RT __attribute__((noinline)) int isAbandoned(struct HpiHeapThread *T, const uint64_t *Frame)
    HPI_SYM("heapIsAbandoned");

/* Whether what the thread was busy with will not go on: its frame is gone, since a signal handler jumped out of it. */
int isAbandoned(struct HpiHeapThread *T, const uint64_t *Frame) {
  uint64_t Here = (uint64_t)Frame;
  if (Here <= T->BusyFrame || Here >= T->StackEnd || T->BusyFrame < T->StackLow)
    return 0;
  if (__atomic_load_n(&Heap->Lock, __ATOMIC_RELAXED) == T->Tid)
    booksLeave(1);
  return 1;
}

HPI_INLINE struct HpiVisitor beginVisit(const uint64_t *Frame) {
  struct HpiVisitor V = {HeapOwn, 0, 0, 0};
  if (__builtin_expect(!V.T, 0))
    V.T = heapThread();
  if (__builtin_expect(V.T && (!V.T->Busy || isAbandoned(V.T, Frame)), 1)) {
    V.T->BusyFrame = (uint64_t)Frame;
    V.T->Busy = HPI_HEAP_WALKS;
    V.Entry = heapContext(V.T, Frame);
    V.T->Busy = HPI_HEAP_BOOKS;
    V.IsLocked = booksTake(V.T->Tid);
    return V;
  }
  V.BusyBefore = V.T ? V.T->Busy : HPI_HEAP_FREE;
  V.Entry = V.T ? V.T->NoStack : 0;
  if (V.T)
    V.T->Busy = HPI_HEAP_BOOKS;
  if (V.BusyBefore != HPI_HEAP_BOOKS)
    V.IsLocked = booksTake(V.T ? V.T->Tid : sysGetTid());
  return V;
}

HPI_INLINE void endVisit(const struct HpiVisitor *V) {
  booksLeave(V->IsLocked);
  if (V->T)
    V->T->Busy = V->BusyBefore;
}

/* Notes what Entry had at the peak, before its first change since. */
HPI_INLINE void noteBefore(struct HpiHeapEntry *Entry) {
  if (Entry->SavedEpoch == Heap->Chunk->PeakEpoch || Heap->IsAtPeak)
    return;
  Entry->SavedBlocks = Entry->Allocs - Entry->DeadBlocks;
  Entry->SavedBytes = Entry->AllocBytes - Entry->DeadBytes;
  Entry->SavedEpoch = Heap->Chunk->PeakEpoch;
}

HPI_RT __attribute__((noinline)) void risePeak(uint64_t Live) HPI_SYM("heapRisePeak");

/* The live heap is as large as it ever was, or larger. The clock is read where it grew by a hundredth since. */
void risePeak(uint64_t Live) {
  struct HpiHeapChunk *Chunk = Heap->Chunk;
  if (!Heap->IsAtPeak)
    ++Chunk->PeakEpoch;
  Heap->IsAtPeak = 1;
  Chunk->PeakBytes = Live;
  Chunk->PeakBlocks = Chunk->Allocs - Chunk->Frees;
  if (Live <= Heap->TimedPeak + Heap->TimedPeak / 128)
    return;
  Heap->TimedPeak = Live;
  Chunk->PeakNs = sysClockNs(HPI_CLOCK_MONOTONIC);
}

HPI_INLINE void noteGiven(const struct HpiVisitor *V, void *Block, uint64_t Size) {
  struct HpiHeapChunk *Chunk = Heap->Chunk;
  uint64_t Usable = HeapReal.UsableSize(Block);
  if (V->T)
    plusOne(&V->T->Births);
  struct HpiHeapTail *Tail = tailOf(Block, Usable);
  Tail->Place = V->Entry ? (uint32_t)(((uint64_t)V->Entry - (uint64_t)Heap->Table) / HPI_HEAP_UNIT) : 0;
  Tail->Birth = V->T ? V->T->Births : 0;
  Tail->SizeAndCheck = Size << 16 | checkOf((uint64_t)Block, (uint64_t)Tail->Birth << 32 | Tail->Place, Size);
  if (V->Entry) {
    noteBefore(V->Entry);
    plus(&V->Entry->Allocs, 1);
    plus(&V->Entry->AllocBytes, Size);
  } else
    plus(&Chunk->NumNoEntry, 1);
  plus(&Chunk->Allocs, 1);
  plus(&Chunk->AllocBytes, Size);
  if (V->BusyBefore)
    return;
  uint64_t Live = Chunk->AllocBytes - Chunk->FreedBytes;
  if (Live > Chunk->PeakBytes || (Heap->IsAtPeak && Live == Chunk->PeakBytes))
    risePeak(Live);
  if (--Heap->Countdown < 0 || Size >= 1 << 16)
    heapPoint();
}

HPI_INLINE void noteAge(struct HpiHeapEntry *Entry, uint32_t Birth) {
  uint32_t Number = (uint32_t)Entry->Key - 1;
  uint32_t Age = Heap->Threads[Number]->Births - Birth;
  if (!Age)
    plus(&Entry->Temporary, 1);
  plus(&Entry->Lifetimes[Age ? (31 - (uint32_t)__builtin_clz(Age)) / 2 + 1 : 0], 1);
}

HPI_INLINE void noteTaken(const struct HpiVisitor *V, const struct HpiBlock *Block) {
  struct HpiHeapChunk *Chunk = Heap->Chunk;
  struct HpiHeapEntry *Giver = entryAt(Block->Place);
  Heap->IsAtPeak = 0;
  if (Giver) {
    noteBefore(Giver);
    plus(&Giver->DeadBlocks, 1);
    plus(&Giver->DeadBytes, Block->Size);
    noteAge(Giver, Block->Birth);
  }
  if (V->Entry) {
    plus(&V->Entry->Frees, 1);
    plus(&V->Entry->FreedBytes, Block->Size);
  } else
    plus(&Chunk->NumNoEntry, 1);
  plus(&Chunk->Frees, 1);
  plus(&Chunk->FreedBytes, Block->Size);
}

void bookGiven(void *Block, uint64_t Size, const uint64_t *Frame) {
  struct HpiVisitor V = beginVisit(Frame);
  noteGiven(&V, Block, Size);
  endVisit(&V);
}

void bookTaken(void *Block, const uint64_t *Frame) {
  struct HpiBlock Known = blockOf(Block);
  if (!Known.Tail) {
    __atomic_fetch_add(&Heap->Chunk->NumForeign, 1, __ATOMIC_RELAXED);
    return;
  }
  spoilTail(&Known);
  struct HpiVisitor V = beginVisit(Frame);
  noteTaken(&V, &Known);
  endVisit(&V);
}

void bookResized(const struct HpiBlock *Old, void *Block, uint64_t Size, const uint64_t *Frame) {
  struct HpiVisitor V = beginVisit(Frame);
  if (Old->Tail)
    noteTaken(&V, Old);
  else
    plus(&Heap->Chunk->NumForeign, 1);
  if (Block)
    noteGiven(&V, Block, Size);
  endVisit(&V);
}
