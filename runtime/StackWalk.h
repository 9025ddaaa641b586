/* StackWalk.h - from registers and a copy of the stack to return addresses.
 *
 * Owns: walking a stack, of which the outer part may have to be read in place. Must not: take what it finds there for
 * what was there, unless the thread stands still or the frames that lead there are still the same; or fault where code
 * or stack was unmapped.
 */
#ifndef HPI_RUNTIME_STACKWALK_H
#define HPI_RUNTIME_STACKWALK_H

#include "State.h"

enum { HPI_WALK_PCS = 2 * HPI_CONTEXT_DEPTH };

/* A thread as it was at one moment. */
struct HpiStackMoment {
  uint64_t Pc, Sp, Bp; /* Bp is 0 where it is not known */
  uint64_t Link;       /* the return address where the machine has it in a register, else 0 */
  const char *Stack;   /* copy of the StackBytes bytes that were at From */
  uint64_t From, StackBytes;
  char *Room;            /* RoomBytes for further parts of the stack; null where they are not to be read */
  uint64_t RoomBytes;    /* a kilobyte or more */
  uint64_t NumReads;     /* of such parts */
  uint32_t Runs;         /* the thread has gone on since: what is outside of the copy has to be checked */
  uint32_t HasMoved;     /* that check failed, and the walk ended there */
  uint64_t Anchor;       /* where the frame that led out of the copy has its last two words, 0 before that */
  uint64_t AnchorWas[2]; /* these words in the copy */
};

/* Walks from Moment outwards, by the unwind tables of the code, or where it has none by frame pointers. The third and
 * further occurrences of an address, from the inside, are left out, so that a recursion of any depth is one context; of
 * a stack that is too deep still, some addresses in the middle.
 * \param Pcs  gets the addresses, up to HPI_WALK_PCS, Moment->Pc first
 * Moment becomes the frame where the walk ends: the outermost, or the one that leads out of what is known of the stack.
 * \returns how many addresses, at least 1 */
HPI_RT uint32_t walkStack(struct HpiStackMoment *Moment, uint64_t *Pcs) HPI_SYM("walkStack");

#endif
