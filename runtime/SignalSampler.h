/* SignalSampler.h - samples taken by the thread itself, in a signal handler: where perf_event is not permitted.
 *
 * Owns: the signal, its handler, and the two ways to send it. Must not: take a signal that the host uses.
 *
 * A signal can interrupt a system call that is about to sleep. A timer of CPU time goes off on a running thread, in
 * nearly all cases outside of one. The sampling thread, which looks whether a thread runs and then sends, can be put
 * off between the two: on a busy machine it interrupted one of a hundred sleeps, so it is not used unless asked for.
 */
#ifndef HPI_RUNTIME_SIGNALSAMPLER_H
#define HPI_RUNTIME_SIGNALSAMPLER_H

#include "State.h"

/* Installs the handler for a real-time signal that has none. \returns 0 or a negative errno value */
HPI_RT int64_t signalInstall(struct HpiShared *Shared) HPI_SYM("signalInstall");
/* Prepares thread Watched->Tid for signals from the sampling thread. \returns 0 or a negative errno value */
HPI_RT int64_t signalOpen(struct HpiWatched *Watched) HPI_SYM("signalOpen");
/* Has the thread take a sample where it runs and used PeriodNs of CPU time since the last one.
 * \returns 1 where it used any CPU time since the last look, -1 where it is gone, else 0 */
HPI_RT int signalTick(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("signalTick");
/* The same in wall time: of a thread that sleeps the sample is taken by the caller, who asks the kernel where. */
HPI_RT int signalTickWall(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("signalTickWall");
/* Has the thread signalled by a timer of its CPU time, which ticks no faster than the kernel's clock, often 250 Hz.
 * \returns 0 or a negative errno value */
HPI_RT int64_t signalStartTimer(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("signalStartTimer");
/* Ends what signalOpen began. */
HPI_RT void signalClose(struct HpiWatched *Watched) HPI_SYM("signalClose");
/* Takes the handler away; a signal that is still under way does nothing. */
HPI_RT void signalIgnore(struct HpiShared *Shared) HPI_SYM("signalIgnore");
HPI_RT void signalStopTimer(struct HpiWatched *Watched) HPI_SYM("signalStopTimer");

#endif
