/* Sampler.h - where the process's threads spend their time.
 *
 * Owns: which threads are watched, the thread that collects samples, its start and its end. Must not: disturb the host:
 * its descriptors, signals, system calls and exit are as they were.
 */
#ifndef HPI_RUNTIME_SAMPLER_H
#define HPI_RUNTIME_SAMPLER_H

#include "State.h"

/* Starts sampling in this process, once. Wants State.Lock held, contexts and maps started and signals blocked. */
HPI_RT void samplerStart(int64_t Fd) HPI_SYM("samplerStart");
/* Forgets what the parent's sampler did, in a forked child. */
HPI_RT void samplerForget(void) HPI_SYM("samplerForget");
/* Has the calling thread sampled from now on; once is enough. */
HPI_RT void samplerWatch(uint32_t Tid) HPI_SYM("samplerWatch");
/* Takes in what was sampled so far. */
HPI_RT void samplerFlush(void) HPI_SYM("samplerFlush");
/* Ends sampling where this copy of the runtime does it: its code is about to go. */
HPI_RT void samplerStop(void) HPI_SYM("samplerStop");

#endif
