/* Frames.h - unwind tables (.eh_frame) of loaded code.
 *
 * Owns: finding and interpreting the entry of an address, and a cache of results. Must not: fault where code is gone.
 * Format: Linux Standard Base, Exception Frames; DWARF 5, section 6.4.
 */
#ifndef HPI_RUNTIME_FRAMES_H
#define HPI_RUNTIME_FRAMES_H

#include "State.h"

enum {
  HPI_RULE_UNKNOWN = 0, /* no table has one, or one that needs more than the three registers */
  HPI_RULE_KNOWN = 1,
  HPI_RULE_OUTERMOST = 2, /* there is no caller */
  HPI_RULE_SIGNAL = 3,    /* what a signal handler returns to: the kernel left the caller's registers on the stack */
};

/* How to find the caller of code at an address: the canonical frame address (CFA) is the stack pointer, or with FromBp
 * the frame pointer, plus CfaOffset; the return address lies below it; the caller's frame pointer at CFA + BpOffset, or
 * where that is 0 it is in its register. */
struct HpiFrameRule {
  int32_t CfaOffset;
  int16_t BpOffset;
  uint8_t FromBp;
  uint8_t IsKnown; /* HPI_RULE_*, by which the others hold */
};

/* The rule for code at Pc; where that is UNKNOWN, the one of code that keeps a frame pointer. \returns 1 where it is
 * KNOWN */
HPI_RT int frameRule(uint64_t Pc, struct HpiFrameRule *Rule) HPI_SYM("frameRule");

#endif
