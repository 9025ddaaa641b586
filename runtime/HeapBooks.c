/* HeapBooks.c - what is counted of allocations. See HeapBooks.h.
 *
 * The peak. While the live heap is as large as it ever was, nothing needs to be kept: what an entry has live is what it
 * has at the peak. When the heap shrinks, each entry notes what it had before its next change. PeakEpoch changes when
 * the heap rises above its old peak: notes of an earlier epoch are void.
 */
#include "HeapBooks.h"

#include "HeapLock.h"
#include "HeapSide.h"
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

HPI_RT __attribute__((noinline)) int isAbandoned(struct HpiHeapThread *T, const uint64_t *Frame)
    HPI_SYM("heapIsAbandoned");

/* Whether what the thread was busy with will not go on: its frame is gone, since a signal handler jumped out of it. */
int isAbandoned(struct HpiHeapThread *T, const uint64_t *Frame) {
  uint64_t Here = (uint64_t)Frame;
  if (Here <= T->Busy || Here >= T->StackEnd || T->Busy < T->StackLow)
    return 0;
  if (__atomic_load_n(&Heap->Lock, __ATOMIC_RELAXED) == T->Tid)
    booksLeave(1);
  T->NumFrames = 0; /* a walk may have got half-way */
  return 1;
}

HPI_RT __attribute__((noinline, cold)) struct HpiVisitor beginNested(struct HpiHeapThread *T)
    HPI_SYM("heapBeginNested");

/* A thread that is busy, which a signal handler has interrupted, or one without a record. That has nothing to tell a
 * handler by that it is at the books, so it is not interrupted there. */
struct HpiVisitor beginNested(struct HpiHeapThread *T) {
  struct HpiVisitor V = {T, T ? T->NoStack : 0, 0, T ? T->Busy : 1, T ? 0 : sysSignalMask(~0ull)};
  uint32_t Tid = T ? T->Tid : sysGetTid();
  if (__atomic_load_n(&Heap->Lock, __ATOMIC_RELAXED) != Tid)
    V.IsLocked = booksTake(Tid);
  return V;
}

HPI_INLINE struct HpiVisitor beginVisit(const uint64_t *Frame) {
  struct HpiVisitor V = {HeapOwn, 0, 0, 0, 0};
  if (__builtin_expect(!V.T, 0))
    V.T = heapThread();
  if (__builtin_expect(!V.T || (V.T->Busy && !isAbandoned(V.T, Frame)), 0))
    return beginNested(V.T);
  V.T->Busy = (uint64_t)Frame;
  V.Entry = heapLearn(V.T, Frame);
  V.IsLocked = booksTake(V.T->Tid);
  return V;
}

HPI_INLINE void endVisit(const struct HpiVisitor *V) {
  if (__builtin_expect(V->IsLocked, 0))
    booksLeave(1);
  if (__builtin_expect(V->T != 0, 1))
    V->T->Busy = V->BusyBefore;
  else
    sysSignalMask(V->Mask);
}

/* Notes what Entry had at the peak, before its first change since. */
HPI_INLINE void noteBefore(const struct HpiHeap *Books, struct HpiHeapEntry *Entry) {
  uint64_t Epoch = Books->Chunk->PeakEpoch;
  if (__builtin_expect(Entry->SavedEpoch == Epoch || Books->SlowFrees & HPI_HEAP_AT_PEAK, 1))
    return;
  Entry->SavedBlocks = Entry->Allocs - deadBlocks(Entry);
  Entry->SavedBytes = Entry->AllocBytes - Entry->DeadBytes;
  Entry->SavedEpoch = Epoch;
}

HPI_RT __attribute__((noinline)) void risePeak(uint64_t Live) HPI_SYM("heapRisePeak");

/* The live heap is as large as it ever was, or larger. The clock is read where it grew by a hundredth since. */
void risePeak(uint64_t Live) {
  struct HpiHeapChunk *Chunk = Heap->Chunk;
  if (!(Heap->SlowFrees & HPI_HEAP_AT_PEAK))
    ++Chunk->PeakEpoch;
  Heap->SlowFrees |= HPI_HEAP_AT_PEAK;
  Chunk->PeakBytes = Live;
  Chunk->PeakBlocks = Chunk->Allocs - Chunk->Frees;
  if (Live <= Heap->NextTimedPeak)
    return;
  Heap->NextTimedPeak = Live + Live / 128;
  Chunk->PeakNs = sysClockNs(HPI_CLOCK_MONOTONIC);
}

/* \returns what is kept of a block besides its size: its giver's place and its birth, as in HpiHeapTail */
HPI_INLINE uint64_t noteGiven(const struct HpiVisitor *V, uint64_t Size) {
  struct HpiHeap *const Books = Heap;
  struct HpiHeapChunk *const Chunk = Books->Chunk;
  uint32_t Birth = 0, Place = 0;
  if (V->T) {
    plusOne(&V->T->Births);
    Birth = V->T->Births;
  }
  if (__builtin_expect(V->Entry != 0, 1)) {
    Place = placeOf(Books, V->Entry);
    noteBefore(Books, V->Entry);
    plus(&V->Entry->Allocs, 1);
    plus(&V->Entry->AllocBytes, Size);
  } else
    plus(&Chunk->NumNoEntry, 1);
  plus(&Chunk->Allocs, 1);
  plus(&Chunk->AllocBytes, Size);
  if (V->BusyBefore)
    return (uint64_t)Birth << 32 | Place;
  uint64_t Live = Chunk->AllocBytes - Chunk->FreedBytes;
  if (__builtin_expect(Live >= Chunk->PeakBytes, 0) && (Live > Chunk->PeakBytes || Books->SlowFrees & HPI_HEAP_AT_PEAK))
    risePeak(Live);
  if (__builtin_expect(--Books->Countdown < 0 || Size >= 1 << 16, 0))
    heapPoint();
  return (uint64_t)Birth << 32 | Place;
}

HPI_INLINE void noteBlock(const struct HpiVisitor *V, void *Block, uint64_t Size) {
  uint64_t Usable = usableOf(Block);
  writeTail(Heap, Block, Usable, Size, noteGiven(V, Size));
  if (V->T)
    V->T->LastGiven = Block;
}

/* The set-point. A block from before it is known by its birth: no later in its thread than those were. So it is exact
 * unless a thread asks for 2^31 blocks between a block's birth and its death. */
HPI_RT __attribute__((noinline, cold)) void noteOld(const struct HpiHeapThread *T, struct HpiHeapEntry *Entry,
                                                    const struct HpiBlock *Block, int IsLast) HPI_SYM("heapNoteOld");

void noteOld(const struct HpiHeapThread *T, struct HpiHeapEntry *Entry, const struct HpiBlock *Block, int IsLast) {
  if ((int32_t)(Block->Birth - T->OldBirths) > 0)
    return;
  plus(&Entry->OldDeadBlocks, (uint64_t)IsLast);
  plus(&Entry->OldDeadBytes, Block->Size);
  if (IsLast && T->Births == Block->Birth)
    plus(&Entry->OldTemporary, 1);
}

HPI_INLINE void noteAge(const struct HpiHeap *Books, const struct HpiHeapThread *T, struct HpiHeapEntry *Entry,
                        const struct HpiBlock *Block, int IsLast) {
  uint32_t Number = (uint32_t)Entry->Key - 1;
  if (__builtin_expect(!T || Number != T->Number, 0))
    T = Books->Threads[Number];
  if (__builtin_expect((Books->SlowFrees & HPI_HEAP_HAS_OLD) != 0, 0))
    noteOld(T, Entry, Block, IsLast);
  if (!IsLast)
    return;
  uint32_t Age = T->Births - Block->Birth;
  plus(&Entry->Lifetimes[lifetimeBin(Age)], 1);
}

/* \param IsLast 0 where only a part of the block goes, and others stay */
HPI_INLINE void noteTaken(const struct HpiVisitor *V, const struct HpiBlock *Block, int IsLast) {
  struct HpiHeap *const Books = Heap;
  struct HpiHeapChunk *const Chunk = Books->Chunk;
  Books->SlowFrees &= ~(uint32_t)HPI_HEAP_AT_PEAK;
  if (__builtin_expect(Block->Place != 0, 1)) {
    struct HpiHeapEntry *Giver = (struct HpiHeapEntry *)(Books->Table + Block->Place * (uint64_t)HPI_HEAP_UNIT);
    noteBefore(Books, Giver);
    plus(&Giver->DeadBytes, Block->Size);
    noteAge(Books, V->T, Giver, Block, IsLast);
  }
  if (__builtin_expect(V->Entry != 0, 1)) {
    plus(&V->Entry->Frees, (uint64_t)IsLast);
    plus(&V->Entry->FreedBytes, Block->Size);
  } else
    plus(&Chunk->NumNoEntry, 1);
  plus(&Chunk->Frees, (uint64_t)IsLast);
  plus(&Chunk->FreedBytes, Block->Size);
}

HPI_RT void trySize(void *Block) HPI_SYM("heapTrySize");

/* Of glibc's first blocks that are no mappings, looks at whether their sizes are where usableInGlibc() reads them. */
void trySize(void *Block) {
  uint32_t Trials = HeapSizeTrials;
  if (!Trials || ((const uint64_t *)Block)[-1] & 2)
    return;
  int IsSame = usableInGlibc(Block) == HeapReal.UsableSize(Block);
  Trials = IsSame ? Trials - 1 : 0;
  HeapSizeTrials = Trials;
  HeapIsOther = !IsSame || Trials;
  if (!HeapIsOther && !HeapByHand)
    HeapGate = Heap->IsAlone;
}

void bookGiven(void *Block, uint64_t Size, const uint64_t *Frame) {
  trySize(Block);
  struct HpiVisitor V = beginVisit(Frame);
  noteBlock(&V, Block, Size);
  endVisit(&V);
}

void bookTaken(void *Block, const uint64_t *Frame) {
  struct HpiBlock Known = blockOf(Block, usableOf(Block));
  if (!Known.Tail) {
    __atomic_fetch_add(&Heap->Chunk->NumForeign, 1, __ATOMIC_RELAXED);
    return;
  }
  spoilTail(&Known);
  struct HpiVisitor V = beginVisit(Frame);
  noteTaken(&V, &Known, 1);
  endVisit(&V);
}

void bookResized(const struct HpiBlock *Old, void *Block, uint64_t Size, const uint64_t *Frame) {
  struct HpiVisitor V = beginVisit(Frame);
  if (Old->Tail)
    noteTaken(&V, Old, 1);
  else
    plus(&Heap->Chunk->NumForeign, 1);
  if (Block)
    noteBlock(&V, Block, Size);
  endVisit(&V);
}

void bookMade(void *Block, uint64_t Size, const uint64_t *Frame) {
  struct HpiVisitor V = beginVisit(Frame);
  if (!V.BusyBefore && V.T->LastGiven != Block) {
    uint64_t PlaceAndBirth = noteGiven(&V, Size);
    struct HpiBlock Made = {Size, (uint32_t)PlaceAndBirth, (uint32_t)(PlaceAndBirth >> 32), 0};
    sideAdd(Block, &Made);
  }
  endVisit(&V);
}

void bookUnmade(void *Block, const uint64_t *Frame) {
  struct HpiVisitor V = beginVisit(Frame);
  struct HpiBlock Made;
  if (!V.BusyBefore && sideTake(Block, &Made))
    noteTaken(&V, &Made, 1);
  endVisit(&V);
}

struct HpiVisitor bookBegin(const uint64_t *Frame) { return beginVisit(Frame); }

void bookEnd(const struct HpiVisitor *V) { endVisit(V); }

uint64_t bookGive(const struct HpiVisitor *V, uint64_t Size) { return noteGiven(V, Size); }

void bookTake(const struct HpiVisitor *V, const struct HpiBlock *Bytes, int IsLast) { noteTaken(V, Bytes, IsLast); }
