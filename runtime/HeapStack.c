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

HPI_RT uint32_t walkLive(struct HpiLiveWalk *Walk) HPI_SYM("heapWalkLive");

/* Walks from the start in *Walk, and notes the words up to the outermost frame that can matter. \returns the depth */
uint32_t walkLive(struct HpiLiveWalk *Walk) {
  const struct HpiCodeRange *Own = mapsFind((uint64_t)&walkLive);
  int IsAlone = State.IsMain && State.Page->FirstObject == &State && !State.Next;
  uint32_t Depth = 0, NumPairs = 0, NumWords = 0;
  do {
    Walk->T->Pcs[Depth++] = Walk->Pc;
    const struct HpiCodeRange *Range = mapsFind(Walk->Pc);
    uint32_t PairsBefore = Walk->NumPairs, WordsBefore = Walk->NumWords;
    if (Depth == HPI_HEAP_DEEPEST || !stepLive(Walk))
      break;
    if (!IsAlone || !Own || !Range || Range->Base == Own->Base) {
      NumPairs = PairsBefore;
      NumWords = WordsBefore;
    }
  } while (1);
  if (!IsAlone || !Own)
    return Depth;
  Walk->NumPairs = NumPairs;
  Walk->NumWords = NumWords;
  return Depth;
}

HPI_RT int isNewCode(const struct HpiHeapThread *T, uint32_t Depth) HPI_SYM("heapIsNewCode");

/* Whether code is met that was loaded since the mappings were looked at; they are now. */
int isNewCode(const struct HpiHeapThread *T, uint32_t Depth) {
  uint32_t Known = 0;
  while (Known < Depth && mapsFind(T->Pcs[Known]))
    ++Known;
  if (Known == Depth || T->Pcs[Known] == Heap->StrangePc)
    return 0;
  uint64_t Mask = sysSignalMask(~0ull);
  mapsUpdate(-1);
  sysSignalMask(Mask);
  if (mapsFind(T->Pcs[Known]))
    return 1;
  Heap->StrangePc = T->Pcs[Known];
  return 0;
}

HPI_RT void forgetStacks(struct HpiHeapThread *T) HPI_SYM("heapForgetStacks");

void forgetStacks(struct HpiHeapThread *T) {
  for (uint32_t I = 0; I < HPI_HEAP_SLOTS; ++I)
    T->Slots[I] = 0;
  T->NumWords = 0;
}

HPI_RT __attribute__((noinline)) struct HpiHeapEntry *learnStack(struct HpiHeapThread *T, const uint64_t *Frame,
                                                                 uint32_t Slot) HPI_SYM("heapLearnStack");

/* Walks the stack and remembers it at Slot, where it is the thread's own. */
struct HpiHeapEntry *learnStack(struct HpiHeapThread *T, const uint64_t *Frame, uint32_t Slot) {
  struct HpiLiveWalk Walk;
  uint64_t Sp = (uint64_t)(Frame + 2);
  if (HPI_HEAP_WORDS - T->NumWords < 2 * HPI_STACK_WORDS + HPI_CONTEXT_DEPTH)
    forgetStacks(T);
  struct HpiStackMemo *Memo = memoAt(T, T->NumWords + 1);
  int IsOwn = isReadable(T, Sp);
  uint32_t Depth;
  do {
    Walk.T = T;
    Walk.Pc = Frame[1];
    Walk.Bp = Frame[0];
    Walk.Sp = Sp;
    Walk.NumPairs = Walk.NumWords = 0;
    Walk.Pairs = (struct HpiStackPair *)(Memo + 1);
    Walk.MostPairs = (HPI_HEAP_WORDS - T->NumWords - sizeof(*Memo) / 8 - 2 * HPI_STACK_WORDS) / 3;
    Depth = IsOwn ? walkLive(&Walk) : walkCopy(T, Frame);
  } while (isNewCode(T, Depth));
  struct HpiHeapEntry *Entry = heapEntry(T, contextIntern(T->Pcs, foldRecursion(T->Pcs, Depth)));
  if (!Entry || !IsOwn || Walk.NumPairs > Walk.MostPairs || Walk.NumWords > HPI_STACK_WORDS)
    return Entry;
  *Memo = (struct HpiStackMemo){Frame[0], Frame[1], Sp, Entry, Walk.NumPairs, Walk.NumWords};
  struct HpiStackWord *Words = (struct HpiStackWord *)(Walk.Pairs + Walk.NumPairs);
  for (uint32_t I = 0; I < Walk.NumWords; ++I)
    Words[I] = Walk.Words[I];
  T->Slots[Slot] = T->NumWords + 1;
  T->NumWords = (uint32_t)((uint64_t *)(Words + Walk.NumWords) - T->Words);
  return Entry;
}

struct HpiHeapEntry *heapLearn(struct HpiHeapThread *T, const uint64_t *Frame) {
  uint64_t Sp = (uint64_t)(Frame + 2), Hash = stackHash(T, Frame);
  uint32_t Slot = 0;
  if (T->Generation != *T->Mappings) {
    forgetStacks(T);
    T->Generation = *T->Mappings;
  }
  for (uint32_t Try = 0; Try < HPI_STACK_TRIES; ++Try) {
    Slot = stackSlot(Hash);
    if (!T->Slots[Slot])
      break;
    const struct HpiStackMemo *Memo = memoAt(T, T->Slots[Slot]);
    uint64_t Other = Try + 1;
    if (Memo->Sp == Sp && Memo->Return == Frame[1] && Memo->Bp == Frame[0] && !(Other = stackDiffers(Memo)))
      return Memo->Entry;
    Hash = (Hash ^ Other) * 0xff51afd7ed558ccdu;
  }
  return learnStack(T, Frame, Slot);
}
