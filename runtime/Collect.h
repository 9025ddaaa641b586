/* Collect.h - from records of samples to the tables.
 *
 * Owns: one thread's records: their stacks and how much time each stands for. Must not: wait, or choose threads.
 */
#ifndef HPI_RUNTIME_COLLECT_H
#define HPI_RUNTIME_COLLECT_H

#include "State.h"

enum { HPI_COLLECT_BATCH = 64 };

/* Takes in records of the watched thread, up to HPI_COLLECT_BATCH samples. Wants Shared->CollectLock.
 * \returns how many samples there were */
HPI_RT uint32_t collectRing(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("collectRing");

#endif
