/* StackWalk.c - from registers and a copy of the stack to return addresses. See StackWalk.h.
 *
 * Instrumented code keeps a frame pointer, but libraries do not: what they call back, and what they were called from,
 * is found by their unwind tables (CFI), and so is a function in its first or last instructions. Of all registers only
 * the program counter, the stack pointer and the frame pointer are followed; that is what compilers' tables need but
 * for rare functions with realigned stacks, where the walk ends.
 */
#include "StackWalk.h"

#include "Frames.h"

HPI_RT int wordOf(const struct HpiStackMoment *Moment, uint64_t Address, uint64_t *Word) HPI_SYM("wordOf");

/* Reads the word of the copied stack that was at Address. \returns 0 where that is not in it */
int wordOf(const struct HpiStackMoment *Moment, uint64_t Address, uint64_t *Word) {
  uint64_t Distance = Address - Moment->Sp;
  if (Distance > Moment->StackBytes || Moment->StackBytes - Distance < 8 || Address % 8)
    return 0;
  *Word = *(const uint64_t *)(Moment->Stack + Distance);
  return 1;
}

HPI_RT int stepOut(struct HpiStackMoment *Moment, uint64_t LookUp) HPI_SYM("stepOut");

/* Makes Moment that of the caller. LookUp is the address whose rule holds: that of the call, not the one behind. */
int stepOut(struct HpiStackMoment *Moment, uint64_t LookUp) {
  struct HpiFrameRule Rule;
  if (!frameRule(LookUp, &Rule)) {
    Rule.FromBp = 1;
    Rule.CfaOffset = 16;
    Rule.BpOffset = -16;
  }
  uint64_t Cfa = (Rule.FromBp ? Moment->Bp : Moment->Sp) + (uint64_t)(int64_t)Rule.CfaOffset;
  uint64_t Pc, Bp = Moment->Bp;
  if (Cfa <= Moment->Sp || !wordOf(Moment, Cfa - 8, &Pc))
    return 0;
  if (Rule.BpOffset && !wordOf(Moment, Cfa + (uint64_t)(int64_t)Rule.BpOffset, &Bp))
    return 0;
  uint64_t Used = Cfa - Moment->Sp;
  Moment->Stack += Used;
  Moment->StackBytes = Used < Moment->StackBytes ? Moment->StackBytes - Used : 0;
  Moment->Pc = Pc;
  Moment->Sp = Cfa;
  Moment->Bp = Bp;
  return 1;
}

uint32_t walkStack(struct HpiStackMoment *Moment, uint64_t *Pcs, uint32_t Capacity, int *Ended) {
  uint32_t Depth = 0;
  Pcs[Depth++] = Moment->Pc;
  *Ended = 0;
  while (Depth < Capacity) {
    if (!stepOut(Moment, Moment->Pc - (Depth > 1)))
      return Depth;
    if (!Moment->Pc) {
      *Ended = 1;
      return Depth;
    }
    Pcs[Depth++] = Moment->Pc;
  }
  return Depth;
}

uint32_t foldRecursion(uint64_t *Pcs, uint32_t Depth) {
  uint32_t Kept = 0;
  for (uint32_t I = 0; I < Depth; ++I) {
    uint32_t Seen = 0;
    for (uint32_t J = 0; J < Kept && Seen < 2; ++J)
      Seen += Pcs[J] == Pcs[I];
    if (Seen < 2)
      Pcs[Kept++] = Pcs[I];
  }
  return Kept;
}
