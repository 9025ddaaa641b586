/* StackWalk.h - from registers and a copy of the stack to return addresses.
 *
 * Owns: walking a stack. Must not: read the live stack, which has moved on; or fault where code was unmapped.
 */
#ifndef HPI_RUNTIME_STACKWALK_H
#define HPI_RUNTIME_STACKWALK_H

#include "State.h"

/* A thread as it was at one moment. */
struct HpiStackMoment {
  uint64_t Pc, Sp, Bp; /* Bp is 0 where it is not known */
  const char *Stack;   /* copy of the StackBytes bytes from Sp on */
  uint64_t StackBytes;
};

/* Walks from Moment outwards, by the unwind tables of the code, or where it has none by frame pointers.
 * \param Pcs  gets the addresses, Moment->Pc first
 * \param Ended  set to 1 where the walk came to the outermost frame, to 0 where it left the copied part of the stack or
 *               does not know how to go on; Moment is then the frame where it stands
 * \returns how many addresses, at least 1, at most Capacity */
HPI_RT uint32_t walkStack(struct HpiStackMoment *Moment, uint64_t *Pcs, uint32_t Capacity, int *Ended)
    HPI_SYM("walkStack");

/* Leaves out of a stack the third and further occurrences of an address, from the inside, so that a recursion of any
 * depth is one context. \returns what is left */
HPI_RT uint32_t foldRecursion(uint64_t *Pcs, uint32_t Depth) HPI_SYM("foldRecursion");

#endif
