/* HeapWalk.c - the stack of the calling thread, as it was walked last. See HeapWalk.h.
 *
 * Two calls of the allocator in a row most often have their outer frames in common. So a walk goes outwards until it
 * comes to a frame that is known, with the same registers: what is outside of that is known, too, where the words of
 * the stack that led from each known frame to the next one are what they were. That is a comparison of two words a
 * frame, where a step by unwind tables costs ten times as much; and it is no less exact, for a step is a function of
 * the registers and of these words.
 *
 * Each frame has the hash of the folded stack that ends with it. The folded stack of a frame follows from that of the
 * next outer one and from its own address, since folding keeps the two innermost occurrences of each address. So
 * these steps can be remembered, and a recursion of any depth takes few of them.
 */
#include "HeapWalk.h"

#include "Frames.h"
#include "Maps.h"

/* A walk under way: from At on inwards, the first NumInner of T->Inner; outside, the first NumOuter of T->Frames. */
struct HpiHeapWalk {
  struct HpiHeapFrame At; /* BpPlace is 0 where Bp is still in its register */
  uint32_t NumInner, NumOuter;
  uint64_t Strange;
};

HPI_RT int heapStep(struct HpiHeapThread *T, struct HpiHeapWalk *Walk) HPI_SYM("heapStep");

/* Adds the frame that the walk has come to, and goes on to its caller. \returns 0 at the end */
int heapStep(struct HpiHeapThread *T, struct HpiHeapWalk *Walk) {
  struct HpiHeapFrame *At = &Walk->At, *Inner = &T->Inner[Walk->NumInner++];
  *Inner = *At;
  Inner->UsesBp = 1;
  struct HpiFrameRule Rule;
  int IsGuessed = !frameRule(At->Pc - 1, &Rule);
  if (IsGuessed) {
    Walk->Strange = Rule.IsKnown == HPI_RULE_SIGNAL ? HPI_HEAP_IN_SIGNAL : At->Pc;
    if (Rule.IsKnown == HPI_RULE_SIGNAL)
      return 0;
  }
  uint64_t Cfa = (Rule.FromBp ? At->Bp : At->Sp) + (uint64_t)(int64_t)Rule.CfaOffset;
  uint64_t Saved = Cfa + (uint64_t)(int64_t)Rule.BpOffset;
  if (Cfa <= At->Sp || Cfa > T->StackEnd || Cfa % 8 || Cfa - At->Sp < 8)
    return 0;
  if (Rule.BpOffset && (Saved < At->Sp || Saved > T->StackEnd - 8 || Saved % 8))
    return 0;
  Inner->UsesBp = Rule.FromBp;
  Inner->KeepsBp = !Rule.BpOffset;
  At->BpPlace = Rule.BpOffset ? (const uint64_t *)Saved : 0;
  if (Rule.BpOffset)
    At->Bp = *At->BpPlace;
  At->Sp = Cfa;
  At->Pc = *(const uint64_t *)(Cfa - 8);
  return At->Pc && (!IsGuessed || mapsFind(At->Pc));
}

HPI_RT uint32_t heapChanged(const struct HpiHeapThread *T, uint32_t Num) HPI_SYM("heapChanged");

/* How far out the first Num known frames are not what the stack says: one more than the innermost's index, or 0. */
uint32_t heapChanged(const struct HpiHeapThread *T, uint32_t Num) {
  const struct HpiHeapFrame *Frame = T->Frames + Num;
#pragma clang loop unroll(disable) vectorize(disable)
  while (Frame-- != T->Frames) {
    uint64_t Pc = *(const uint64_t *)(Frame->Sp - 8), Bp = *Frame->BpPlace;
    if (__builtin_expect(((Pc ^ Frame->Pc) | (Bp ^ Frame->Bp)) != 0, 0))
      return (uint32_t)(Frame - T->Frames) + 1;
  }
  return 0;
}

HPI_INLINE void setBpPlace(struct HpiHeapFrame *Frame, const uint64_t *Place) {
  Frame->BpPlace = Place && Frame->NeedsBp ? Place : &Frame->Bp;
}

HPI_RT int heapIsKnown(struct HpiHeapThread *T, struct HpiHeapWalk *Walk) HPI_SYM("heapIsKnown");

/* Whether the frame that the walk has come to is known, with all that is outside of it: it is the last of NumOuter
 * then. Where something outside has changed, only what is outside of that may still be known. */
int heapIsKnown(struct HpiHeapThread *T, struct HpiHeapWalk *Walk) {
  struct HpiHeapFrame *const Frames = T->Frames, *Known;
  while (Walk->NumOuter && Frames[Walk->NumOuter - 1].Sp < Walk->At.Sp)
    --Walk->NumOuter;
  if (!Walk->NumOuter)
    return 0;
  Known = &Frames[Walk->NumOuter - 1];
  if (Known->Sp != Walk->At.Sp || Known->Pc != Walk->At.Pc || (Known->Bp != Walk->At.Bp && Known->NeedsBp))
    return 0;
  uint32_t Changed = heapChanged(T, Walk->NumOuter - 1);
  if (!Changed) {
    setBpPlace(Known, Walk->At.BpPlace); /* its callee may be another one */
    return 1;
  }
  Walk->NumOuter = Changed - 1;
  return 0;
}

/* Adds Pc to the folded stack, of which it may be twice a part. *Kinds has a bit for each address that is in it, shared
 * by others: most are met for the first time, and need not be looked for. \returns the depth */
HPI_INLINE uint32_t keep(uint64_t *Pcs, uint32_t Depth, uint64_t Pc, uint64_t *Kinds) {
  uint64_t Kind = 1ull << (Pc * 0x9e3779b97f4a7c15u >> 58);
  uint32_t Seen = 0;
  for (uint32_t I = *Kinds & Kind ? 0 : Depth; I < Depth && Seen < 2; ++I)
    Seen += Pcs[I] == Pc;
  *Kinds |= Kind;
  if (Seen == 2)
    return Depth;
  Pcs[Depth] = Pc;
  return Depth + 1;
}

uint32_t heapFold(struct HpiHeapThread *T) {
  uint64_t Kinds = 0;
  uint32_t Depth = 0;
  for (uint32_t I = T->NumFrames; I-- > 0;)
    Depth = keep(T->Pcs, Depth, T->Frames[I].Pc, &Kinds);
  return Depth;
}

uint64_t heapPathHash(const uint64_t *Pcs, uint32_t Depth) {
  uint64_t Hash = Depth;
  for (uint32_t I = 0; I < Depth; ++I) {
    Hash = (Hash ^ Pcs[I]) * 0xff51afd7ed558ccdu;
    Hash ^= Hash >> 32;
  }
  return Hash ? Hash : 1;
}

HPI_RT void heapAddFrame(struct HpiHeapThread *T, const struct HpiHeapFrame *Inner) HPI_SYM("heapAddFrame");

void heapAddFrame(struct HpiHeapThread *T, const struct HpiHeapFrame *Inner) {
  struct HpiHeapFrame *Frame = &T->Frames[T->NumFrames++], None = {0};
  const struct HpiHeapFrame *Outer = T->NumFrames > 1 ? Frame - 1 : &None;
  uint64_t Pc = Inner->Pc;
  Frame->Pc = Pc;
  Frame->Sp = Inner->Sp;
  Frame->Bp = Inner->Bp;
  Frame->UsesBp = Inner->UsesBp;
  Frame->KeepsBp = Inner->KeepsBp;
  Frame->NeedsBp = Inner->UsesBp || (Inner->KeepsBp && Outer->NeedsBp);
  setBpPlace(Frame, Inner->BpPlace);
  Frame->Whole = (Outer->Whole ^ Pc) * 0x9e3779b97f4a7c15u;
  struct HpiPathStep *Step = &T->Steps[((Outer->Folded ^ Pc) * 0x9e3779b97f4a7c15u >> 32) % HPI_HEAP_STEPS];
  if (Step->Outer != Outer->Folded || Step->Pc != Pc) {
    uint32_t Depth = heapFold(T);
    *Step = (struct HpiPathStep){Outer->Folded, Pc, heapPathHash(T->Pcs, Depth)};
  }
  Frame->Folded = Step->Inner;
}

HPI_RT uint64_t heapWalkOnce(struct HpiHeapThread *T, const uint64_t *Frame) HPI_SYM("heapWalkOnce");

/* A walk that is to end with at most HPI_HEAP_DEEPEST frames; if not, T knows none. */
uint64_t heapWalkOnce(struct HpiHeapThread *T, const uint64_t *Frame) {
  struct HpiHeapWalk Walk = {.At = {.Pc = Frame[1], .Sp = (uint64_t)(Frame + 2), .Bp = Frame[0], .BpPlace = Frame},
                             .NumOuter = T->NumFrames};
  while (!heapIsKnown(T, &Walk)) {
    if (Walk.NumInner < HPI_HEAP_DEEPEST && heapStep(T, &Walk))
      continue;
    Walk.NumOuter = 0;
    break;
  }
  T->NumFrames = 0;
  if (Walk.NumOuter + Walk.NumInner > HPI_HEAP_DEEPEST)
    return Walk.Strange;
  T->NumFrames = Walk.NumOuter;
  while (Walk.NumInner)
    heapAddFrame(T, &T->Inner[--Walk.NumInner]);
  return Walk.Strange;
}

uint64_t heapWalk(struct HpiHeapThread *T, const uint64_t *Frame) {
  uint64_t Strange = heapWalkOnce(T, Frame);
  return T->NumFrames ? Strange : heapWalkOnce(T, Frame);
}
