/* StackWalk.c - from registers and a copy of the stack to return addresses. See StackWalk.h.
 *
 * Instrumented code that calls keeps a frame pointer, but libraries do not: what they call back, and what they were
 * called from, is found by their unwind tables (CFI), and so are functions that call nothing and those in their first
 * or last instructions. Of all registers only the program counter, the stack pointer and the frame pointer are
 * followed; that is what compilers' tables need but for rare functions with realigned stacks, where the walk ends.
 */
#include "StackWalk.h"

#include "Elf.h"
#include "Frames.h"
#include "Maps.h"

enum { HPI_MOST_FRAME_BYTES = 1 << 20 };

HPI_RT int wordOf(const struct HpiStackMoment *Moment, uint64_t Address, uint64_t *Word) HPI_SYM("wordOf");

/* Reads the word of the copied stack that was at Address. \returns 0 where that is not in it */
int wordOf(const struct HpiStackMoment *Moment, uint64_t Address, uint64_t *Word) {
  uint64_t Distance = Address - Moment->Sp;
  if (Distance > Moment->StackBytes || Moment->StackBytes - Distance < 8 || Address % 8)
    return 0;
  *Word = *(const uint64_t *)(Moment->Stack + Distance);
  return 1;
}

HPI_RT int isBehindCall(uint64_t Address) HPI_SYM("isBehindCall");

int isBehindCall(uint64_t Address) {
  uint8_t B[7];
  if (!mapsFind(Address) || !readOwn(Address - 7, B, sizeof(B)))
    return 0;
#if defined(__x86_64__)
  return B[2] == 0xe8 || (B[5] == 0xff && (B[6] & 0x38) == 0x10) || (B[4] == 0xff && (B[5] & 0x38) == 0x10) ||
         (B[1] == 0xff && (B[2] & 0x38) == 0x10) || (B[0] == 0xff && (B[1] & 0x38) == 0x10);
#else
  return (B[6] & 0xfc) == 0x94 || (B[6] == 0xd6 && B[5] == 0x3f);
#endif
}

HPI_RT uint64_t findFrame(const struct HpiStackMoment *Moment) HPI_SYM("findFrame");

/* The frame pointer of a frame whose register is not known, as of a thread that sleeps: the first place that looks
 * like a saved frame pointer, to further out or to nowhere, and a return address. */
uint64_t findFrame(const struct HpiStackMoment *Moment) {
  uint64_t Saved, Return;
  for (uint64_t Place = Moment->Sp; wordOf(Moment, Place, &Saved) && wordOf(Moment, Place + 8, &Return); Place += 8)
    if ((Saved <= 1 || (Saved > Place && Saved - Place < HPI_MOST_FRAME_BYTES)) && isBehindCall(Return))
      return Place;
  return 0;
}

HPI_RT int stepOut(struct HpiStackMoment *Moment, uint64_t LookUp) HPI_SYM("stepOut");

/* Makes Moment that of the caller, at address 0 where there is none. LookUp is the address whose rule holds: that of
 * the call, not the one behind. */
int stepOut(struct HpiStackMoment *Moment, uint64_t LookUp) {
  struct HpiFrameRule Rule;
  if (!frameRule(LookUp, &Rule)) {
    if (Rule.IsKnown == HPI_RULE_OUTERMOST) {
      Moment->Pc = 0;
      return 1;
    }
    Rule.FromBp = 1;
    Rule.CfaOffset = 16;
    Rule.BpOffset = -16;
  }
  if (Rule.FromBp && !Moment->Bp)
    Moment->Bp = findFrame(Moment);
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
