/* HeapStack.h - which stack calls the allocator.
 *
 * Owns: the form of remembered stacks, and the first look among them. Must not: be used but on the thread's own stack.
 */
#ifndef HPI_RUNTIME_HEAPSTACK_H
#define HPI_RUNTIME_HEAPSTACK_H

#include "Heap.h"

/* Two neighbouring words of the stack as they were, and one. */
struct HpiStackPair {
  uint64_t Address;
  uint64_t Words[2];
};
struct HpiStackWord {
  uint64_t Address;
  uint64_t Word;
};

/* A remembered stack, followed by its pairs and single words. */
struct HpiStackMemo {
  uint64_t Bp, Return, Sp;
  uint64_t BpMask; /* 0 where Bp may be anything, else ~0 */
  struct HpiHeapEntry *Entry;
  uint32_t NumPairs, NumWords;
};

HPI_INLINE int isAtCall(const struct HpiStackMemo *Memo, const uint64_t *Frame) {
  return Memo->Sp == (uint64_t)(Frame + 2) && Memo->Return == Frame[1] && !((Memo->Bp ^ Frame[0]) & Memo->BpMask);
}

HPI_INLINE struct HpiStackMemo *memoAt(struct HpiHeapThread *T, uint32_t Place) {
  return (struct HpiStackMemo *)(T->Words + Place - 1);
}

/* Of the caller's return address and its place. */
HPI_INLINE uint64_t stackHash(const uint64_t *Frame) {
  return (Frame[1] ^ (uint64_t)Frame << 20) * 0x9e3779b97f4a7c15u;
}
HPI_INLINE uint32_t stackSlot(uint64_t Hash) { return Hash >> 52; }

/* 0 where the stack is as remembered, else a number for the first word that is not. Words one by one: the youngest were
 * stored so, and would not be forwarded to wider loads. */
HPI_INLINE uint64_t stackDiffers(const struct HpiStackMemo *Memo) {
  const struct HpiStackPair *Pair = (const struct HpiStackPair *)(Memo + 1), *End = Pair + Memo->NumPairs;
#pragma clang loop unroll(disable) vectorize(disable)
  for (; Pair < End; ++Pair) {
    const uint64_t *Words = (const uint64_t *)Pair->Address;
    uint64_t Other = (Words[0] ^ Pair->Words[0]) | (Words[1] ^ Pair->Words[1]);
    if (__builtin_expect(Other != 0, 0))
      return ((Words[0] + Words[1] * 3) ^ (uint64_t)Words) | 1;
  }
  const struct HpiStackWord *Single = (const struct HpiStackWord *)Pair;
#pragma clang loop unroll(disable) vectorize(disable)
  for (uint32_t I = 0; I < Memo->NumWords; ++I, ++Single)
    if (__builtin_expect(*(const uint64_t *)Single->Address != Single->Word, 0))
      return (*(const uint64_t *)Single->Address ^ Single->Address) | 1;
  return 0;
}

/* The entry of the stack that begins at Frame; walks and remembers it. Null where the table is full. Wants the thread
 * busy. */
HPI_RT __attribute__((noinline)) struct HpiHeapEntry *heapLearn(struct HpiHeapThread *T, const uint64_t *Frame)
    HPI_SYM("heapLearn");

/* The entry, where the stack is remembered, else null with *Slot, where it is to be. Wants the memos to be of today's
 * mappings. */
HPI_RT __attribute__((noinline)) struct HpiHeapEntry *heapRemembered(struct HpiHeapThread *T, const uint64_t *Frame,
                                                                     uint32_t *Slot) HPI_SYM("heapRemembered");

/* The entry, where the stack is remembered; else null. */
HPI_INLINE struct HpiHeapEntry *heapKnown(struct HpiHeapThread *T, const uint64_t *Frame) {
  if (__builtin_expect(T->Generation != *T->Mappings, 0))
    return 0;
  /* Place 0 is no memo: where Sp would be there is the first memo's return address, or nothing. */
  const struct HpiStackMemo *Memo = memoAt(T, T->Slots[stackSlot(stackHash(Frame))]);
  if (__builtin_expect(isAtCall(Memo, Frame) && !stackDiffers(Memo), 1))
    return Memo->Entry;
  uint32_t Slot;
  return heapRemembered(T, Frame, &Slot);
}

#endif
