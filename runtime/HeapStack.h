/* HeapStack.h - which stack calls the allocator.
 *
 * Owns: the form of remembered stacks, and the first look among them. Must not: be used but on the thread's own stack.
 */
#ifndef HPI_RUNTIME_HEAPSTACK_H
#define HPI_RUNTIME_HEAPSTACK_H

#include "Heap.h"

/* Has the compiler keep a pointer, where it would keep what that was made of. */
#define HPI_CHANGE(Pointer) __asm__("" : "+r"(Pointer))

/* Two neighbouring words in a register, at any address that a word may have. */
typedef uint64_t HpiTwoWords __attribute__((vector_size(16), may_alias));
typedef HpiTwoWords HpiTwoWordsInPlace __attribute__((aligned(8)));

/* Two neighbouring words of the stack as they were; two times two of them; and a single one. */
struct HpiStackPair {
  uint64_t Address;
  uint64_t Words[2];
};
struct HpiStackPairs {
  uint64_t Address[2];
  HpiTwoWords Words[2];
};
struct HpiStackWord {
  uint64_t Address;
  uint64_t Word;
};

/* A remembered stack, followed by its older pairs and its single words. */
struct HpiStackMemo {
  uint64_t Frame; /* of the function that is called, with Bp and Return in it */
  uint64_t Return;
  uint64_t Bp;
  uint64_t IsAnyBp; /* Bp does not matter */
  struct HpiHeapEntry *Entry;
  uint64_t Place;                     /* of Entry */
  struct HpiStackPair Young;          /* of the caller's caller */
  const struct HpiStackPairs *OldEnd; /* where the older pairs end, and the single words begin */
  const struct HpiStackWord *End;
} __attribute__((aligned(16)));
HPI_STATIC_ASSERT(sizeof(struct HpiStackMemo) % sizeof(HpiTwoWords) == 0);

HPI_INLINE const struct HpiStackPairs *oldPairs(const struct HpiStackMemo *Memo) {
  return (const struct HpiStackPairs *)(Memo + 1);
}

HPI_INLINE int isAtCall(const struct HpiStackMemo *Memo, const uint64_t *Frame) {
  return Memo->Frame == (uint64_t)Frame && Memo->Return == Frame[1] &&
         (__builtin_expect(Memo->Bp == Frame[0], 1) || Memo->IsAnyBp);
}

HPI_INLINE struct HpiStackMemo *memoAt(struct HpiHeapThread *T, uint32_t Place) {
  return (struct HpiStackMemo *)((char *)T + Place);
}

/* Of the caller's return address and its place. */
HPI_INLINE uint64_t stackHash(const uint64_t *Frame) {
  return (uint64_t)((uint32_t)Frame[1] * 0x2c1b3c6du + (uint32_t)(uint64_t)Frame * 0x297a2d39u) << 32;
}
HPI_INLINE uint32_t stackSlot(uint64_t Hash) { return Hash >> 52; }

/* Whether two words are as they were: one by one, for the youngest were stored so, maybe only now, and could not be
 * forwarded to a wider load. */
HPI_INLINE int pairIsSame(const struct HpiStackPair *Pair) {
  const uint64_t *Words = (const uint64_t *)Pair->Address;
  return Words[0] == Pair->Words[0] && Words[1] == Pair->Words[1];
}

/* Whether the stack is as remembered, but for what isAtCall() looks at. */
HPI_INLINE int stackIsSame(const struct HpiStackMemo *Memo) {
  const struct HpiStackPairs *Old = oldPairs(Memo);
  if (__builtin_expect(!pairIsSame(&Memo->Young), 0))
    return 0;
  if (Old != Memo->OldEnd) {
    HpiTwoWords Other = {0, 0}, Next = {0, 0};
#pragma clang loop unroll(disable)
    do {
      Other |= *(const HpiTwoWordsInPlace *)Old->Address[0] ^ Old->Words[0];
      Next |= *(const HpiTwoWordsInPlace *)Old->Address[1] ^ Old->Words[1];
    } while (++Old != Memo->OldEnd);
    Other |= Next;
    if (__builtin_expect((Other[0] | Other[1]) != 0, 0))
      return 0;
  }
  const struct HpiStackWord *Single = (const struct HpiStackWord *)Old;
#pragma clang loop unroll(disable) vectorize(disable)
  for (; Single != Memo->End; ++Single)
    if (__builtin_expect(*(const uint64_t *)Single->Address != Single->Word, 0))
      return 0;
  return 1;
}

/* The entry of the stack that begins at Frame; walks and remembers it. Null where the table is full. Wants the thread
 * busy. */
HPI_RT __attribute__((noinline)) struct HpiHeapEntry *heapLearn(struct HpiHeapThread *T, const uint64_t *Frame)
    HPI_SYM("heapLearn");

/* What is remembered of the stack, else null with *Slot, where it is to be. Wants the memos to be of today's mappings.
 */
HPI_RT __attribute__((noinline)) const struct HpiStackMemo *heapRemembered(struct HpiHeapThread *T,
                                                                           const uint64_t *Frame, uint32_t *Slot)
    HPI_SYM("heapRemembered");

/* What is remembered of the stack where that is found at the first look; else null. */
HPI_INLINE const struct HpiStackMemo *heapKnown(struct HpiHeapThread *T, const uint64_t *Frame) {
  /* Place 0 is no memo: how a thread's record begins is no address of a frame. */
  const struct HpiStackMemo *Memo = memoAt(T, T->Slots[stackSlot(stackHash(Frame))]);
  HPI_CHANGE(Memo);
  return __builtin_expect(isAtCall(Memo, Frame) && stackIsSame(Memo), 1) ? Memo : 0;
}

#endif
