/* Lock.h - the runtime's lock.
 *
 * Owns: acquiring and releasing. Must not: be taken with signals unblocked; a handler that runs on the holder's
 * thread would wait for itself.
 */
#ifndef HPI_RUNTIME_LOCK_H
#define HPI_RUNTIME_LOCK_H

#include "Names.h"

/* Waits for *Lock, 0 where free, and stores the caller's tid there. A holder that is no longer a thread of process
 * Pid, such as a killed child that shares the page, is taken to have left. */
HPI_RT void lockAcquire(uint32_t *Lock, uint32_t Pid) HPI_SYM("lockAcquire");
HPI_RT void lockRelease(uint32_t *Lock) HPI_SYM("lockRelease");

#endif
