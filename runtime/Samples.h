/* Samples.h - time by context and thread.
 *
 * Owns: SAMPLES chunks. Must not: know where samples come from.
 */
#ifndef HPI_RUNTIME_SAMPLES_H
#define HPI_RUNTIME_SAMPLES_H

#include "State.h"

/* Starts the table, with the report open as Fd or -1. Wants contexts started. \returns 0 or a negative errno value */
HPI_RT int64_t samplesStart(int64_t Fd) HPI_SYM("samplesStart");

/* Adds one sample of TimeNs nanoseconds in a context (0: none known) on a thread.
 * \param Thread  index in HpiShared.Threads
 * \note async-signal-safe, lock-free but where the table grows; signals must be blocked, or the caller's own handler */
HPI_RT void sampleAdd(uint32_t Context, uint32_t Thread, uint64_t TimeNs) HPI_SYM("sampleAdd");

#endif
