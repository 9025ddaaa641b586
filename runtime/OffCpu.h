/* OffCpu.h - what of exact times their thread was not on a processor.
 *
 * Owns: when to read the thread's CPU time, and what follows from it. Must not: know how visits are nested.
 *
 * A thread's wall time less its CPU time grows while it is off the processor, and stands still otherwise. To read it is
 * to call the kernel, which costs more than a probe may. So it is read only where a switch may have come between a
 * probe and the one before it: what has passed since the last reading then was in between these two.
 *
 * A switch to another thread and back takes longer than a microsecond, so shorter stretches are not looked at. For
 * longer ones a page that the kernel keeps up to date says whether the thread was switched in since (perf_event; its
 * lock counts that). The page is all that stays of the event: its descriptor is closed at once. Where the kernel gives
 * no such page the clocks are read after each stretch that took so long that reading them is a small part of it. What
 * shorter waits there have taken shows on the next such stretch, as far as that was long enough.
 */
#ifndef HPI_RUNTIME_OFFCPU_H
#define HPI_RUNTIME_OFFCPU_H

#include "Names.h"

enum { HPI_SWITCHES_BYTES = 128 << 10 }; /* of address space a thread: two pages, whatever their size */

/* Finds out whether CPU time is told and what reading it costs; the clock is known, and State.Clock is filled in. */
HPI_RT void offCpuStart(void) HPI_SYM("offCpuStart");
/* The calling thread begins. \param Memory HPI_SWITCHES_BYTES that nothing else uses, private and writable */
HPI_RT void offCpuThread(char *Memory) HPI_SYM("offCpuThread");
/* The same where the thread goes on as the only one of a forked child.
 * \returns 0 where another has taken its place in Memory, which then is not to be used as a whole again */
HPI_RT int offCpuForked(char *Memory) HPI_SYM("offCpuForked");
/* Books what the thread was off the processor in the Ticks before Now, which were the innermost line's, or nobody's.
 * \returns the time after it; what it took is a probe's */
HPI_RT __attribute__((noinline, cold)) uint64_t offCpuBefore(uint64_t Now, uint64_t Ticks) HPI_SYM("offCpuBefore");

/* Of Times.c: has the innermost line, which there is, be off the processor for so long. What probes cost from then on
 * is taken off its visit. */
HPI_RT void bookOffCpu(uint64_t Ps) HPI_SYM("bookOffCpu");

#endif
