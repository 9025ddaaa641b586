/* HeapStack.c - which stack calls the allocator. See Heap.h.
 *
 * A walk by unwind tables is a function of the registers at its start and of the words of the stack that it reads. So
 * its result is remembered with all of these words, and where they are the same again it is the same again: no less
 * exact than a walk, for a comparison of 16 bytes a frame. Where stacks with equal registers differ, the first word
 * that does leads to the next place to look at.
 *
 * What lies outside of the outermost frame in the executable, but for the very last that the program begins with, is
 * not compared where only that has probes: it is libc's and starts the program or a thread.
 *
 * Words are read in place, between the caller's frame and the stack's end, once these pages were found readable. On
 * another stack (of a signal handler, of a coroutine) each walk works on a copy.
 */
#include "HeapStack.h"

#include "Contexts.h"
#include "Elf.h"
#include "Frames.h"
#include "Maps.h"
#include "StackWalk.h"
#include "Syscall.h"

enum {
  HPI_STACK_PAGE = 4096,
  HPI_STACK_MOST = 1 << 26, /* bytes of a stack that are looked at in place */
  HPI_STACK_COPY = 16384,
  HPI_STACK_TRIES = 8,
  HPI_STACK_WORDS = 128,
};

/* A walk under way. What is noted lies in T->Words, the pairs where they will stay. */
struct HpiLiveWalk {
  struct HpiHeapThread *T;
  uint64_t Pc, Sp, Bp;
  uint64_t Strange; /* code without unwind information, 0 none; the last that was met */
  uint64_t Path;    /* hash of all addresses */
  struct HpiStackPair *Pairs;
  uint32_t MostPairs;
  uint32_t NumPairs, NumWords;
  struct HpiStackWord Words[HPI_STACK_WORDS];
};

HPI_RT __attribute__((noinline)) int isReadable(struct HpiHeapThread *T, uint64_t Sp) HPI_SYM("heapIsReadable");

/* Whether all from Sp to the stack's end can be read. */
int isReadable(struct HpiHeapThread *T, uint64_t Sp) {
  uint64_t Low = Sp & ~(uint64_t)(HPI_STACK_PAGE - 1);
  if (Sp >= T->StackEnd || T->StackEnd - Sp > HPI_STACK_MOST)
    return 0;
  for (uint64_t Page = Low; Page < T->StackLow; Page += HPI_STACK_PAGE) {
    char Byte;
    if (!readOwn(Page, &Byte, 1))
      return 0;
  }
  T->StackLow = Low;
  return 1;
}

/* More than there is room for is counted, too: the stack is not remembered then. */
HPI_INLINE void notePair(struct HpiLiveWalk *Walk, uint64_t Address) {
  const uint64_t *Words = (const uint64_t *)Address;
  if (Walk->NumPairs < Walk->MostPairs)
    Walk->Pairs[Walk->NumPairs] = (struct HpiStackPair){Address, {Words[0], Words[1]}};
  ++Walk->NumPairs;
}

HPI_INLINE void noteWord(struct HpiLiveWalk *Walk, uint64_t Address) {
  if (Walk->NumWords < HPI_STACK_WORDS)
    Walk->Words[Walk->NumWords] = (struct HpiStackWord){Address, *(const uint64_t *)Address};
  ++Walk->NumWords;
}

HPI_RT int stepLive(struct HpiLiveWalk *Walk) HPI_SYM("heapStepLive");

/* Goes on to the caller. \returns 0 at the end */
int stepLive(struct HpiLiveWalk *Walk) {
  struct HpiFrameRule Rule;
  if (!frameRule(Walk->Pc - 1, &Rule)) {
    Walk->Strange = Walk->Pc;
    Rule.FromBp = 1;
    Rule.CfaOffset = 16;
    Rule.BpOffset = -16;
  }
  uint64_t Cfa = (Rule.FromBp ? Walk->Bp : Walk->Sp) + (uint64_t)(int64_t)Rule.CfaOffset;
  uint64_t Saved = Cfa + (uint64_t)(int64_t)Rule.BpOffset;
  if (Cfa <= Walk->Sp || Cfa > Walk->T->StackEnd || Cfa % 8 || Cfa - Walk->Sp < 8)
    return 0;
  if (Rule.BpOffset && (Saved < Walk->Sp || Saved > Walk->T->StackEnd - 8 || Saved % 8))
    return 0;
  uint64_t Pc = *(const uint64_t *)(Cfa - 8);
  if (Rule.BpOffset == -16)
    notePair(Walk, Cfa - 16);
  else {
    noteWord(Walk, Cfa - 8);
    if (Rule.BpOffset)
      noteWord(Walk, Saved);
  }
  if (Rule.BpOffset)
    Walk->Bp = *(const uint64_t *)Saved;
  Walk->Sp = Cfa;
  Walk->Pc = Pc;
  return Pc != 0;
}

HPI_RT uint32_t walkCopy(struct HpiHeapThread *T, const uint64_t *Frame) HPI_SYM("heapWalkCopy");

/* Walks a stack of which nothing is known. \returns the depth */
uint32_t walkCopy(struct HpiHeapThread *T, const uint64_t *Frame) {
  char *Copy = (char *)(T->Pcs + HPI_HEAP_DEEPEST) - HPI_STACK_COPY;
  uint64_t Sp = (uint64_t)(Frame + 2), Page = HPI_STACK_PAGE - Sp % HPI_STACK_PAGE, Bytes = 0;
  while (Bytes + Page <= HPI_STACK_COPY && readOwn(Sp + Bytes, Copy + Bytes, Page)) {
    Bytes += Page;
    Page = HPI_STACK_PAGE;
  }
  int Ended;
  struct HpiStackMoment Moment = {Frame[1], Sp, Frame[0], Copy, Bytes};
  return walkStack(&Moment, T->Pcs, HPI_CONTEXT_DEPTH, &Ended);
}

/* Adds Pc to the folded stack, of which it may be twice a part. *Kinds has a bit for each address that is in it, shared
 * by others: most are met for the first time, and need not be looked for. \returns the depth */
HPI_INLINE uint32_t keep(uint64_t *Pcs, uint32_t Depth, uint64_t Pc, uint64_t *Kinds) {
  uint64_t Kind = 1ull << (Pc * 0x9e3779b97f4a7c15u >> 58);
  uint32_t Seen = 0;
  for (uint32_t I = *Kinds & Kind ? 0 : Depth; I < Depth && Seen < 2; ++I)
    Seen += Pcs[I] == Pc;
  *Kinds |= Kind;
  if (Seen == 2 || Depth == HPI_HEAP_DEEPEST)
    return Depth;
  Pcs[Depth] = Pc;
  return Depth + 1;
}

HPI_RT uint32_t walkLive(struct HpiLiveWalk *Walk) HPI_SYM("heapWalkLive");

/* Walks from the start in *Walk, and notes the words up to the outermost frame that can matter. T->Pcs gets the stack
 * as foldRecursion() would leave it. \returns its depth */
uint32_t walkLive(struct HpiLiveWalk *Walk) {
  struct HpiHeapThread *T = Walk->T;
  int IsAlone = State.IsMain && State.Page->FirstObject == &State && !State.Next;
  uint64_t Kinds = 0;
  uint32_t Depth = 0, Frames = 0, NumPairs = 0, NumWords = 0;
  for (;;) {
    uint64_t Pc = Walk->Pc;
    uint32_t PairsBefore = Walk->NumPairs, WordsBefore = Walk->NumWords;
    Depth = keep(T->Pcs, Depth, Pc, &Kinds);
    Walk->Path = (Walk->Path ^ Pc) * 0x9e3779b97f4a7c15u;
    if (++Frames == HPI_HEAP_DEEPEST || !stepLive(Walk))
      break;
    if (!IsAlone || Pc - T->OwnStart < T->OwnBytes) {
      NumPairs = PairsBefore;
      NumWords = WordsBefore;
    }
  }
  if (!IsAlone || !T->OwnBytes)
    return Depth;
  Walk->NumPairs = NumPairs;
  Walk->NumWords = NumWords;
  return Depth;
}

HPI_RT int isNewCode(uint64_t Strange) HPI_SYM("heapIsNewCode");

/* Whether code that has no unwind information was loaded since the mappings were looked at; they are now. */
int isNewCode(uint64_t Strange) {
  if (!Strange || mapsFind(Strange) || Strange == Heap->StrangePc)
    return 0;
  uint64_t Mask = sysSignalMask(~0ull);
  mapsUpdate(-1);
  sysSignalMask(Mask);
  if (mapsFind(Strange))
    return 1;
  Heap->StrangePc = Strange;
  return 0;
}

HPI_RT void forgetStacks(struct HpiHeapThread *T) HPI_SYM("heapForgetStacks");

void forgetStacks(struct HpiHeapThread *T) {
  for (uint32_t I = 0; I < HPI_HEAP_SLOTS; ++I)
    T->Slots[I] = 0;
  T->NumWords = 0;
}

HPI_RT struct HpiHeapEntry *entryOfPath(struct HpiHeapThread *T, uint32_t Depth) HPI_SYM("heapEntryOfPath");

/* The entry of the stack in T->Pcs. Equal hashes are taken for equal stacks, as in the table of contexts. */
struct HpiHeapEntry *entryOfPath(struct HpiHeapThread *T, uint32_t Depth) {
  uint64_t Hash = Depth;
  for (uint32_t I = 0; I < Depth; ++I) {
    Hash = (Hash ^ T->Pcs[I]) * 0xff51afd7ed558ccdu;
    Hash ^= Hash >> 32;
  }
  struct HpiKnownPath *Known = &T->Paths[Hash % HPI_HEAP_PATHS];
  if (Known->Hash == Hash && Known->Entry)
    return Known->Entry;
  struct HpiHeapEntry *Entry = heapEntry(T, contextIntern(T->Pcs, Depth));
  Known->Hash = Hash;
  Known->Entry = Entry;
  return Entry;
}

HPI_RT int isWorthIt(struct HpiHeapThread *T, const struct HpiLiveWalk *Walk) HPI_SYM("heapIsWorthIt");

/* Whether a stack is to be remembered: where it was met before. Recursions make more stacks than could be. */
int isWorthIt(struct HpiHeapThread *T, const struct HpiLiveWalk *Walk) {
  if (Walk->NumPairs > Walk->MostPairs || Walk->NumWords > HPI_STACK_WORDS)
    return 0;
  uint64_t Path = (Walk->Path ^ Walk->Sp) * 0x9e3779b97f4a7c15u;
  uint16_t *Seen = &T->Seen[Path >> 52], Mark = (uint16_t)(Path >> 20) | 1;
  if (*Seen == Mark)
    return 1;
  *Seen = Mark;
  return 0;
}

HPI_RT void remember(const struct HpiLiveWalk *Walk, const uint64_t *Frame, struct HpiHeapEntry *Entry, uint32_t Slot)
    HPI_SYM("heapRemember");

void remember(const struct HpiLiveWalk *Walk, const uint64_t *Frame, struct HpiHeapEntry *Entry, uint32_t Slot) {
  struct HpiHeapThread *T = Walk->T;
  struct HpiStackMemo *Memo = memoAt(T, T->NumWords + 1);
  *Memo = (struct HpiStackMemo){Frame[0], Frame[1], (uint64_t)(Frame + 2), Entry, Walk->NumPairs, Walk->NumWords};
  struct HpiStackWord *Words = (struct HpiStackWord *)(Walk->Pairs + Walk->NumPairs);
  for (uint32_t I = 0; I < Walk->NumWords; ++I)
    Words[I] = Walk->Words[I];
  T->Slots[Slot] = T->NumWords + 1;
  T->NumWords = (uint32_t)((uint64_t *)(Words + Walk->NumWords) - T->Words);
}

HPI_RT __attribute__((noinline)) struct HpiHeapEntry *learnStack(struct HpiHeapThread *T, const uint64_t *Frame,
                                                                 uint32_t Slot) HPI_SYM("heapLearnStack");

/* Walks the stack, and remembers it at Slot where it is the thread's own. */
struct HpiHeapEntry *learnStack(struct HpiHeapThread *T, const uint64_t *Frame, uint32_t Slot) {
  struct HpiLiveWalk Walk;
  uint64_t Sp = (uint64_t)(Frame + 2);
  if (HPI_HEAP_WORDS - T->NumWords < 3 * HPI_STACK_WORDS + 3 * HPI_CONTEXT_DEPTH)
    forgetStacks(T);
  if (Sp - T->StackLow >= T->StackEnd - T->StackLow && !isReadable(T, Sp)) {
    uint32_t Depth = walkCopy(T, Frame);
    return entryOfPath(T, foldRecursion(T->Pcs, Depth));
  }
  uint32_t Depth;
  do {
    Walk.T = T;
    Walk.Pc = Frame[1];
    Walk.Bp = Frame[0];
    Walk.Sp = Sp;
    Walk.Strange = Walk.Path = 0;
    Walk.NumPairs = Walk.NumWords = 0;
    Walk.Pairs = (struct HpiStackPair *)(memoAt(T, T->NumWords + 1) + 1);
    Walk.MostPairs = (HPI_HEAP_WORDS - T->NumWords - 8 - 2 * HPI_STACK_WORDS) / 3;
    Depth = walkLive(&Walk);
  } while (isNewCode(Walk.Strange));
  struct HpiHeapEntry *Entry = entryOfPath(T, Depth);
  Walk.Sp = Sp;
  if (Entry && isWorthIt(T, &Walk))
    remember(&Walk, Frame, Entry, Slot);
  return Entry;
}

HPI_RT void renewThread(struct HpiHeapThread *T) HPI_SYM("heapRenewThread");

/* The mappings have changed. */
void renewThread(struct HpiHeapThread *T) {
  forgetStacks(T);
  for (uint32_t I = 0; I < HPI_HEAP_PATHS; ++I)
    T->Paths[I].Entry = 0;
  T->Generation = *T->Mappings;
  const struct HpiCodeRange *Own = mapsFind((uint64_t)&renewThread);
  T->OwnStart = Own ? Own->Start : 0;
  T->OwnBytes = Own ? Own->End - Own->Start : 0;
}

struct HpiHeapEntry *heapLearn(struct HpiHeapThread *T, const uint64_t *Frame) {
  uint64_t Sp = (uint64_t)(Frame + 2), Hash = stackHash(T, Frame);
  uint32_t Slot = 0;
  if (T->Generation != *T->Mappings) {
    renewThread(T);
  }
  for (uint32_t Try = 0; Try < HPI_STACK_TRIES; ++Try) {
    Slot = stackSlot(Hash);
    if (!T->Slots[Slot])
      break;
    const struct HpiStackMemo *Memo = memoAt(T, T->Slots[Slot]);
    uint64_t Other = Try + 1;
    if (Memo->Sp == Sp && Memo->Return == Frame[1] && Memo->Bp == Frame[0]) {
      Other = stackDiffers(Memo);
      if (!Other)
        return Memo->Entry;
    }
    Hash = (Hash ^ Other) * 0xff51afd7ed558ccdu;
  }
  return learnStack(T, Frame, Slot);
}
