/* StackWalk.c - from registers and a copy of the stack to return addresses. See StackWalk.h.
 *
 * Code keeps no frame pointers where it has unwind tables (CFI), so these tell each frame's caller. Of all registers
 * only the program counter, the stack pointer and the frame pointer are followed; that is what compilers' tables need
 * but for rare functions with realigned stacks, where the walk ends. Code without tables, as is made at run time, has
 * frame pointers, or the walk ends there, too.
 *
 * Where a thread has gone on since its stack was copied, what lies outside of the copy is read where it is now, later
 * than it should be. It is what it was as long as the frame that leads there stands: while its return address is at its
 * place, nothing outside of it was left.
 */
#include "StackWalk.h"

#include "Elf.h"
#include "Frames.h"
#include "Maps.h"
#include "Text.h"

#if defined(__x86_64__)
#include <asm/signal.h>

#include <asm/sigcontext.h>
#include <asm/ucontext.h>
#endif

enum {
  HPI_MOST_FRAME_BYTES = 1 << 20,
  HPI_MOST_STEPS = 4096,
  HPI_READ_BELOW = 256, /* bytes that are read below a word that is wanted: the next ones may lie there */
  HPI_FIRST_READ = 2048,
  HPI_SEARCHED_BYTES = 4096,
};

HPI_RT int holdsStill(struct HpiStackMoment *Moment) HPI_SYM("stackHoldsStill");

/* Whether the frame that leads out of the copy still stands, so that what was just read in place holds. */
int holdsStill(struct HpiStackMoment *Moment) {
  uint64_t Now[2];
  if (!Moment->Anchor ||
      (readOwn(Moment->Anchor, Now, sizeof(Now)) && Now[0] == Moment->AnchorWas[0] && Now[1] == Moment->AnchorWas[1]))
    return 1;
  Moment->HasMoved = 1;
  return 0;
}

HPI_RT int readInPlace(struct HpiStackMoment *Moment, uint64_t Address) HPI_SYM("readStackInPlace");

/* Reads the part of the stack around Address. \returns 0 where it is not what it was, or not to be read */
int readInPlace(struct HpiStackMoment *Moment, uint64_t Address) {
  uint64_t Above = Address - Moment->Sp, Last = Moment->Sp - 16;
  if (!Moment->Room || Moment->HasMoved || Above > HPI_MOST_FRAME_BYTES)
    return 0;
  if (Moment->Runs && !Moment->Anchor && Last - Moment->From < Moment->StackBytes) {
    Moment->Anchor = Last;
    copyBytes(Moment->AnchorWas, Moment->Stack + (Last - Moment->From), sizeof(Moment->AnchorWas));
  }
  Moment->From = Above > HPI_READ_BELOW ? Address - HPI_READ_BELOW : Moment->Sp;
  uint64_t Bytes = (uint64_t)HPI_FIRST_READ
                   << (Moment->NumReads < 16 ? Moment->NumReads : 16); /* a deep stack in few */
  ++Moment->NumReads;
  Moment->StackBytes = readOwnPart(Moment->From, Moment->Room, Bytes < Moment->RoomBytes ? Bytes : Moment->RoomBytes);
  Moment->Stack = Moment->Room;
  return holdsStill(Moment);
}

HPI_RT int wordOf(struct HpiStackMoment *Moment, uint64_t Address, uint64_t *Word) HPI_SYM("wordOf");

/* The word of the stack that was at Address. \returns 0 where that is not known */
int wordOf(struct HpiStackMoment *Moment, uint64_t Address, uint64_t *Word) {
  if (Address % 8)
    return 0;
  for (int IsRead = 0;; IsRead = 1) {
    uint64_t Distance = Address - Moment->From;
    if (Distance < Moment->StackBytes && Moment->StackBytes - Distance >= 8) {
      *Word = *(const uint64_t *)(Moment->Stack + Distance);
      return 1;
    }
    if (IsRead || !readInPlace(Moment, Address))
      return 0;
  }
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

HPI_RT uint64_t findFrame(struct HpiStackMoment *Moment) HPI_SYM("findFrame");

/* The frame of a function that keeps a frame pointer, where that is not known, as of a thread that sleeps: the first
 * place that looks like a saved frame pointer, to further out or to nowhere, and a return address; else the first
 * return address, for its caller may have no frame pointer. */
uint64_t findFrame(struct HpiStackMoment *Moment) {
  uint64_t Saved, Return, First = 0;
  for (uint64_t Place = Moment->Sp; Place - Moment->Sp < HPI_SEARCHED_BYTES; Place += 8) {
    if (!wordOf(Moment, Place, &Saved) || !wordOf(Moment, Place + 8, &Return))
      break;
    int LooksSaved = Saved <= 1 || (Saved > Place && Saved - Place < HPI_MOST_FRAME_BYTES);
    if ((!LooksSaved && First) || !isBehindCall(Return))
      continue;
    if (LooksSaved)
      return Place;
    First = Place;
  }
  return First;
}

HPI_RT int stepOverSignal(struct HpiStackMoment *Moment) HPI_SYM("stepOverSignal");

/* From the code that a signal handler returns to, to what the signal interrupted: the kernel left its registers on the
 * stack. */
int stepOverSignal(struct HpiStackMoment *Moment) {
#if defined(__x86_64__)
  uint64_t Registers = Moment->Sp + __builtin_offsetof(struct ucontext, uc_mcontext), Pc, Sp, Bp;
  if (!wordOf(Moment, Registers + __builtin_offsetof(struct sigcontext, rbp), &Bp) ||
      !wordOf(Moment, Registers + __builtin_offsetof(struct sigcontext, rsp), &Sp) ||
      !wordOf(Moment, Registers + __builtin_offsetof(struct sigcontext, rip), &Pc))
    return 0;
  Moment->Pc = Pc + 1; /* as if behind a call: readers look at the byte before */
  Moment->Sp = Sp;
  Moment->Bp = Bp;
  return 1;
#else
  (void)Moment;
  return 0;
#endif
}

HPI_RT void guessRule(uint64_t Pc, struct HpiFrameRule *Rule) HPI_SYM("guessFrameRule");

/* The innermost frame may be in the first or last instructions of code without unwind tables, where it has no frame
 * pointer. */
void guessRule(uint64_t Pc, struct HpiFrameRule *Rule) {
#if defined(__x86_64__)
  uint8_t B[5];
  if (!readOwn(Pc - 1, B, sizeof(B)))
    return;
  int IsPush = B[1] == 0x55 && B[2] == 0x48 && B[3] == 0x89, IsMove = B[0] == 0x55 && B[1] == 0x48 && B[2] == 0x89;
  int IsReturn = B[1] == 0xc3 || (B[1] == 0xff && B[2] == 0x25) /* jmp through memory */,
      IsPop = B[1] == 0x5d && B[2] == 0xc3;
  Rule->FromBp = !(IsPush || IsMove || IsReturn || IsPop);
  if (IsPush || IsReturn)
    *Rule = (struct HpiFrameRule){8, 0, 0, HPI_RULE_UNKNOWN};
#else
  (void)Pc;
  (void)Rule;
#endif
}

HPI_RT int returnOf(struct HpiStackMoment *Moment, const struct HpiFrameRule *Rule, uint64_t Cfa, uint64_t *Pc)
    HPI_SYM("returnOf");

/* Where the frame that ends at Cfa returns to. \returns 0 where that is not known */
int returnOf(struct HpiStackMoment *Moment, const struct HpiFrameRule *Rule, uint64_t Cfa, uint64_t *Pc) {
#if defined(__x86_64__)
  (void)Rule;
  return wordOf(Moment, Cfa - 8, Pc);
#else /* saved beside the frame pointer, or not at all */
  if (Rule->BpOffset)
    return wordOf(Moment, Cfa + (uint64_t)(int64_t)Rule->BpOffset + 8, Pc);
  *Pc = Moment->Link;
  Moment->Link = 0;
  return *Pc != 0;
#endif
}

HPI_RT int stepOut(struct HpiStackMoment *Moment, int IsInnermost) HPI_SYM("stepOut");

/* Makes Moment that of the caller, at address 0 where there is none. But for the innermost frame, the rule that holds
 * is that of the call, not of what is behind it. */
int stepOut(struct HpiStackMoment *Moment, int IsInnermost) {
  struct HpiFrameRule Rule;
  uint64_t Pc, Bp = Moment->Bp;
  int IsGuessed = !frameRule(Moment->Pc - !IsInnermost, &Rule);
  if (Rule.IsKnown == HPI_RULE_SIGNAL)
    return stepOverSignal(Moment);
  if (Rule.IsKnown == HPI_RULE_OUTERMOST) {
    Moment->Pc = 0;
    return 1;
  }
  if (IsGuessed && IsInnermost)
    guessRule(Moment->Pc, &Rule);
  if (Rule.FromBp && !Moment->Bp)
    Moment->Bp = findFrame(Moment);
  uint64_t Cfa = (Rule.FromBp ? Moment->Bp : Moment->Sp) + (uint64_t)(int64_t)Rule.CfaOffset;
  if (Cfa < Moment->Sp + (Moment->Link == 0) || !returnOf(Moment, &Rule, Cfa, &Pc))
    return 0;
  if (Rule.BpOffset && !wordOf(Moment, Cfa + (uint64_t)(int64_t)Rule.BpOffset, &Bp))
    return 0;
  int IsUnchecked = Moment->Runs && Moment->Stack == Moment->Room && !Moment->Anchor;
  if ((IsGuessed || IsUnchecked) && Pc && !isBehindCall(Pc))
    return 0;
  Moment->Pc = Pc;
  Moment->Sp = Cfa;
  Moment->Bp = Bp;
  return 1;
}

HPI_INLINE int isThere(const uint64_t *Pcs, uint32_t Depth, uint64_t Pc) {
  uint32_t Seen = 0;
  for (uint32_t I = 0; I < Depth && Seen < 2; ++I)
    Seen += Pcs[I] == Pc;
  return Seen == 2;
}

HPI_RT uint32_t dropMiddle(uint64_t *Pcs) HPI_SYM("dropMiddle");

/* Makes room in a full list: a context keeps its innermost and its outermost addresses. */
uint32_t dropMiddle(uint64_t *Pcs) {
  enum { First = HPI_CONTEXT_DEPTH / 2, Dropped = HPI_CONTEXT_DEPTH / 2 };
  for (uint32_t I = First; I + Dropped < HPI_WALK_PCS; ++I)
    Pcs[I] = Pcs[I + Dropped];
  return HPI_WALK_PCS - Dropped;
}

uint32_t walkStack(struct HpiStackMoment *Moment, uint64_t *Pcs) {
  uint32_t Depth = 0;
  Pcs[Depth++] = Moment->Pc;
  for (uint32_t Step = 0; Step < HPI_MOST_STEPS && stepOut(Moment, !Step) && Moment->Pc; ++Step) {
    if (isThere(Pcs, Depth, Moment->Pc))
      continue;
    if (Depth == HPI_WALK_PCS)
      Depth = dropMiddle(Pcs);
    Pcs[Depth++] = Moment->Pc;
  }
  return Depth;
}
