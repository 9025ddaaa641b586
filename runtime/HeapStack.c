/* HeapStack.c - which stack calls the allocator. See Heap.h.
 *
 * A walk by unwind tables (HeapWalk.c) is a function of the registers at its start and of the words of the stack that
 * it reads. So its result is remembered with all of these words, and where they are the same again it is the same
 * again: no less exact than a walk, for a comparison of 16 bytes a frame.
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
#include "HeapBooks.h"
#include "HeapWalk.h"
#include "Maps.h"
#include "StackWalk.h"
#include "Syscall.h"

enum {
  HPI_STACK_PAGE = 4096,
  HPI_STACK_MOST = 1 << 26, /* bytes of a stack that are looked at in place */
  HPI_STACK_COPY = 16384,
  HPI_STACK_TRIES = 8,
  HPI_STACK_FRAMES = 512, /* of a stack that is remembered, at most */
  HPI_STACK_OFTEN = 4,    /* times that a stack is met until it is */
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

HPI_RT uint32_t walkCopy(struct HpiHeapThread *T, const uint64_t *Frame) HPI_SYM("heapWalkCopy");

/* Walks a stack of which nothing is known, or that is not walked otherwise. \returns the depth */
uint32_t walkCopy(struct HpiHeapThread *T, const uint64_t *Frame) {
  char *Room = (char *)(T->Pcs + HPI_HEAP_DEEPEST) - HPI_STACK_COPY;
  struct HpiStackMoment Moment = {
      .Pc = Frame[1], .Sp = (uint64_t)(Frame + 2), .Bp = Frame[0], .Room = Room, .RoomBytes = HPI_STACK_COPY};
  return walkStack(&Moment, T->Pcs);
}

HPI_RT int isNewCode(uint64_t Strange) HPI_SYM("heapIsNewCode");

/* Whether code that has no unwind information was loaded since the mappings were looked at; they are now. */
int isNewCode(uint64_t Strange) {
  if (Strange <= HPI_HEAP_IN_SIGNAL || mapsFind(Strange) || Strange == Heap->StrangePc)
    return 0;
  uint64_t Mask = sysSignalMask(~0ull);
  mapsUpdate(-1);
  sysSignalMask(Mask);
  if (mapsFind(Strange))
    return 1;
  Heap->StrangePc = Strange;
  return 0;
}

HPI_RT void forgetMemos(struct HpiHeapThread *T) HPI_SYM("heapForgetMemos");

void forgetMemos(struct HpiHeapThread *T) {
  for (uint32_t I = 0; I < HPI_HEAP_SLOTS; ++I)
    T->Slots[I] = 0;
  T->NumWords = 0;
}

HPI_RT struct HpiHeapEntry *entryOfPath(struct HpiHeapThread *T, uint64_t Hash, uint32_t Depth)
    HPI_SYM("heapEntryOfPath");

/* The entry of the folded stack with this hash, the first Depth of T->Pcs, or with 0 that of all frames. Equal hashes
 * are taken for equal stacks, as in the table of contexts. */
struct HpiHeapEntry *entryOfPath(struct HpiHeapThread *T, uint64_t Hash, uint32_t Depth) {
  struct HpiKnownPath *Known = &T->Paths[Hash % HPI_HEAP_PATHS];
  if (Known->Hash == Hash && Known->Entry)
    return Known->Entry;
  if (!Depth)
    Depth = heapFold(T);
  struct HpiHeapEntry *Entry = heapEntry(T, contextIntern(T->Pcs, Depth));
  Known->Hash = Hash;
  Known->Entry = Entry;
  return Entry;
}

HPI_RT int isWorthIt(struct HpiHeapThread *T) HPI_SYM("heapIsWorthIt");

/* Whether a stack is to be remembered: where it was met often. Recursions make more stacks than could be, and each has
 * to give way to one that is met more often. */
int isWorthIt(struct HpiHeapThread *T) {
  if (T->NumFrames > HPI_STACK_FRAMES)
    return 0;
  const struct HpiHeapFrame *Last = &T->Frames[T->NumFrames - 1];
  uint64_t Path = (Last->Whole ^ Last->Sp) * 0x9e3779b97f4a7c15u;
  struct HpiSeenStack *Seen = &T->Seen[Path >> 52];
  uint16_t Mark = (uint16_t)(Path >> 20);
  if (Seen->Mark != Mark && Seen->Times) {
    --Seen->Times;
    return 0;
  }
  Seen->Mark = Mark;
  Seen->Times += Seen->Times < HPI_STACK_OFTEN;
  return Seen->Times == HPI_STACK_OFTEN;
}

/* The outermost frame whose words can matter. */
HPI_INLINE uint32_t outermost(const struct HpiHeapThread *T) {
  uint32_t I = 1;
  if (!T->OwnBytes || !State.IsMain || State.Page->FirstObject != &State || State.Next)
    return 0;
  while (I + 1 < T->NumFrames && T->Frames[I].Pc - T->OwnStart >= T->OwnBytes)
    ++I;
  return I < T->NumFrames ? I : 0;
}

HPI_INLINE int isPair(const struct HpiHeapFrame *F) { return (uint64_t)F->BpPlace == F->Sp - 16; }

/* Number I of a memo's pairs is this one. An older one stands there twice until another follows. */
HPI_INLINE void putPair(struct HpiStackMemo *Memo, uint32_t I, struct HpiStackPair Pair) {
  if (!I) {
    Memo->Young = Pair;
    return;
  }
  struct HpiStackPairs *Old = (struct HpiStackPairs *)oldPairs(Memo) + (I - 1) / 2;
  for (uint32_t Half = (I - 1) % 2; Half < 2; ++Half) {
    Old->Address[Half] = Pair.Address;
    Old->Words[Half] = (HpiTwoWords){Pair.Words[0], Pair.Words[1]};
  }
}

HPI_RT void rememberPairs(struct HpiStackMemo *Memo, const struct HpiHeapFrame *F, const struct HpiHeapFrame *End)
    HPI_SYM("heapRememberPairs");

/* Of the frames outside of F, as far as End, those whose words are neighbours. Where there are none, words of the
 * memo are compared with themselves. */
void rememberPairs(struct HpiStackMemo *Memo, const struct HpiHeapFrame *F, const struct HpiHeapFrame *End) {
  uint32_t Num = 0;
  Memo->Young.Address = (uint64_t)Memo->Young.Words;
  while (F-- != End)
    if (isPair(F))
      putPair(Memo, Num++, (struct HpiStackPair){F->Sp - 16, {F->Bp, F->Pc}});
  Memo->OldEnd = oldPairs(Memo) + Num / 2;
}

HPI_RT void rememberWords(struct HpiStackMemo *Memo, const struct HpiHeapFrame *F, const struct HpiHeapFrame *End)
    HPI_SYM("heapRememberWords");

/* The words of the others. */
void rememberWords(struct HpiStackMemo *Memo, const struct HpiHeapFrame *F, const struct HpiHeapFrame *End) {
  struct HpiStackWord *Word = (struct HpiStackWord *)Memo->OldEnd;
  while (F-- != End) {
    if (isPair(F))
      continue;
    *Word++ = (struct HpiStackWord){F->Sp - 8, F->Pc};
    if (F->BpPlace != &F->Bp)
      *Word++ = (struct HpiStackWord){(uint64_t)F->BpPlace, F->Bp};
  }
  Memo->End = Word;
}

HPI_RT void remember(struct HpiHeapThread *T, struct HpiHeapEntry *Entry, uint32_t Slot) HPI_SYM("heapRemember");

/* Remembers the stack that was walked last. */
void remember(struct HpiHeapThread *T, struct HpiHeapEntry *Entry, uint32_t Slot) {
  if (HPI_HEAP_WORDS - T->NumWords < sizeof(struct HpiStackMemo) / 8 + 4ull * HPI_STACK_FRAMES)
    forgetMemos(T);
  struct HpiStackMemo *Memo = (struct HpiStackMemo *)(T->Words + T->NumWords);
  const struct HpiHeapFrame *Last = &T->Frames[T->NumFrames - 1], *End = &T->Frames[outermost(T)];
  Memo->Frame = Last->Sp - 16;
  Memo->Return = Last->Pc;
  Memo->Bp = Last->Bp;
  Memo->IsAnyBp = !Last->NeedsBp;
  Memo->Entry = Entry;
  Memo->Place = placeOf(Heap, Entry);
  rememberPairs(Memo, Last, End);
  rememberWords(Memo, Last, End);
  T->Slots[Slot] = (uint32_t)((uint64_t)Memo - (uint64_t)T);
  T->NumWords = (uint32_t)alignUp((uint64_t)((const uint64_t *)Memo->End - T->Words), 2);
}

HPI_INLINE struct HpiHeapEntry *entryOfCopy(struct HpiHeapThread *T, const uint64_t *Frame) {
  uint32_t Depth = walkCopy(T, Frame);
  return entryOfPath(T, heapPathHash(T->Pcs, Depth), Depth);
}

HPI_RT struct HpiHeapEntry *learnStack(struct HpiHeapThread *T, const uint64_t *Frame, uint32_t Slot)
    HPI_SYM("heapLearnStack");

/* Walks the thread's own stack, and remembers it at Slot. */
struct HpiHeapEntry *learnStack(struct HpiHeapThread *T, const uint64_t *Frame, uint32_t Slot) {
  uint64_t Strange;
  while (isNewCode(Strange = heapWalk(T, Frame)))
    T->NumFrames = 0;
  if (Strange == HPI_HEAP_IN_SIGNAL) {
    T->NumFrames = 0;
    return entryOfCopy(T, Frame);
  }
  struct HpiHeapEntry *Entry = entryOfPath(T, T->Frames[T->NumFrames - 1].Folded, 0);
  if (Entry && isWorthIt(T))
    remember(T, Entry, Slot);
  return Entry;
}

HPI_RT void renewThread(struct HpiHeapThread *T) HPI_SYM("heapRenewThread");

/* The mappings have changed. */
void renewThread(struct HpiHeapThread *T) {
  forgetMemos(T);
  T->NumFrames = 0;
  for (uint32_t I = 0; I < HPI_HEAP_PATHS; ++I)
    T->Paths[I].Entry = 0;
  T->Generation = *T->Mappings;
  const struct HpiCodeRange *Own = mapsFind((uint64_t)&renewThread);
  T->OwnStart = Own ? Own->Start : 0;
  T->OwnBytes = Own ? Own->End - Own->Start : 0;
}

/* 0 where two words are as they were, else a number for what they are. */
HPI_INLINE uint64_t pairDiffers(uint64_t Address, uint64_t Bp, uint64_t Pc) {
  const uint64_t *Words = (const uint64_t *)Address;
  return __builtin_expect(Words[0] == Bp && Words[1] == Pc, 1) ? 0 : ((Words[0] + Words[1] * 3) ^ Address) | 1;
}

/* 0 where the stack is as remembered, else a number for the first word that is not. */
HPI_INLINE uint64_t stackDiffers(const struct HpiStackMemo *Memo) {
  uint64_t Other = pairDiffers(Memo->Young.Address, Memo->Young.Words[0], Memo->Young.Words[1]);
  if (Other)
    return Other;
  const struct HpiStackPairs *Old = oldPairs(Memo);
  for (; Old != Memo->OldEnd; ++Old)
    for (uint32_t I = 0; I < 2; ++I) {
      Other = pairDiffers(Old->Address[I], Old->Words[I][0], Old->Words[I][1]);
      if (Other)
        return Other;
    }
  for (const struct HpiStackWord *Single = (const struct HpiStackWord *)Old; Single != Memo->End; ++Single)
    if (__builtin_expect(*(const uint64_t *)Single->Address != Single->Word, 0))
      return (*(const uint64_t *)Single->Address ^ Single->Address) | 1;
  return 0;
}

/* At each memo that is of another stack, the first word that differs leads on: of the stacks that call from one place,
 * as operator new does, each is found in two steps. */
const struct HpiStackMemo *heapRemembered(struct HpiHeapThread *T, const uint64_t *Frame, uint32_t *Slot) {
  uint64_t Hash = stackHash(Frame);
  for (uint32_t Try = 0; Try < HPI_STACK_TRIES; ++Try) {
    *Slot = stackSlot(Hash);
    if (!T->Slots[*Slot])
      return 0;
    const struct HpiStackMemo *Memo = memoAt(T, T->Slots[*Slot]);
    uint64_t Other = isAtCall(Memo, Frame) ? stackDiffers(Memo) : 1;
    if (!Other)
      return Memo;
    Hash = (Hash ^ Other) * 0xff51afd7ed558ccdu;
  }
  return 0;
}

struct HpiHeapEntry *heapLearn(struct HpiHeapThread *T, const uint64_t *Frame) {
  uint64_t Sp = (uint64_t)(Frame + 2);
  if (T->Generation != *T->Mappings)
    renewThread(T);
  if (Sp - T->StackLow >= T->StackEnd - T->StackLow && !isReadable(T, Sp))
    return entryOfCopy(T, Frame);
  uint32_t Slot;
  const struct HpiStackMemo *Known = heapRemembered(T, Frame, &Slot);
  return Known ? Known->Entry : learnStack(T, Frame, Slot);
}
