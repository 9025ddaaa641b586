/* Follow.h - the list of objects with probes in the process, for who acts on all of them.
 *
 * Owns: joining and leaving the list. Must not: know what a follower does.
 */
#ifndef HPI_RUNTIME_FOLLOW_H
#define HPI_RUNTIME_FOLLOW_H

#include "State.h"

/* Puts the object in the list, once, and tells the follower. Wants State.Lock held and the object's blocks in place. In
 * a forked child it tells the follower again. */
HPI_RT void followJoin(void) HPI_SYM("followJoin");
/* Tells the follower and takes the object off the list. Must be called without State.Lock. */
HPI_RT void followLeave(void) HPI_SYM("followLeave");

#endif
