/* PerfEvent.h - samples of a thread from the kernel's perf_event.
 *
 * Owns: opening an event, its ring of records, and what a record says. Must not: know what a sample is for.
 *
 * The event ticks in the thread's own CPU time, so it costs a blocked thread nothing and disturbs no system call; no
 * signal is involved.
 */
#ifndef HPI_RUNTIME_PERFEVENT_H
#define HPI_RUNTIME_PERFEVENT_H

#include "State.h"

/* Opens an event for the thread with its period and StackBytes, and maps its ring. Tries smaller rings where the kernel
 * lets an unprivileged user have no more memory.
 * \returns 0 or a negative errno value */
HPI_RT int64_t perfOpen(struct HpiWatched *Watched) HPI_SYM("perfOpen");
/* Opens the event again, for this many bytes of the stack. Wants the ring to be empty. \returns as perfOpen() */
HPI_RT int64_t perfReopen(struct HpiWatched *Watched, uint32_t StackBytes) HPI_SYM("perfReopen");
HPI_RT void perfClose(struct HpiWatched *Watched) HPI_SYM("perfClose");
HPI_RT void perfSetPeriod(const struct HpiWatched *Watched, uint64_t PeriodNs) HPI_SYM("perfSetPeriod");

/* A sample as recorded. */
struct HpiPerfSample {
  uint64_t CpuNs;            /* CPU time of the thread since the event was opened */
  int HasRegisters;          /* the rest holds */
  uint64_t Pc, Sp, Bp, Link; /* of the program: where the kernel runs, at its system call */
  const char *Stack;         /* copy of the StackBytes bytes from Sp on */
  uint64_t StackBytes;
};
/* The next record, which stays in the ring until the next call, or is copied to Buffer where it does not lie there in
 * one piece. The stack in it is not copied: little of it is looked at, and all of it comes from another processor's
 * cache.
 * \returns 0 where there is none; else its kind: PERF_RECORD_SAMPLE, with *Sample filled in, or PERF_RECORD_LOST, with
 *          *NumLost increased, or another, of no interest */
HPI_RT uint32_t perfNext(struct HpiWatched *Watched, char *Buffer, struct HpiPerfSample *Sample, uint64_t *NumLost)
    HPI_SYM("perfNext");

#endif
