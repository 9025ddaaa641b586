/* Times.h - exact times of lines and functions.
 *
 * Owns: the probes of timed functions, and the stack of those that a thread is in. Must not: read a line's figures for
 * anything but to add to them.
 *
 * All probes are async-signal-safe but for the first one of a thread, which blocks signals; they leave errno alone.
 */
#ifndef HPI_RUNTIME_TIMES_H
#define HPI_RUNTIME_TIMES_H

#include "State.h"
#include "hpinstr/Tables.h"

/* What a thread has spent so far, ps. All of them only grow, but that the time of a callee's callees becomes part of
 * the callee's when it ends. */
struct HpiSpent {
  uint64_t Callees;  /* in timed functions that have ended */
  uint64_t SelfCost; /* on the probes of those, as far as they are not within the functions' times */
  uint64_t Cost;     /* on all probes */
  uint64_t OffCpu;   /* off the processor, in timed functions */
};

/* A visit that has not ended: of a line or of a function. */
struct HpiVisit {
  uint64_t *Sums;   /* HpiTimeCounter, in the thread's block */
  uint64_t *Maxima; /* HpiTimeMaximum */
  uint64_t Start;   /* clock reading, ticks */
  /* As they were at Start. Of a line, valid once it calls. */
  struct HpiSpent Spent;
  uint64_t Total; /* self plus inner */
  uint64_t TotalAdjusted;
  uint64_t TotalOffCpu;
};

/* HpiTimedFrame.Calls. */
enum {
  HPI_VISIT_CALLED = 1, /* it has called a timed function */
  HPI_VISIT_NOTED = 2,  /* what it is set against has been noted, though it may not have called */
};

/* A timed function that has begun. */
struct HpiTimedFrame {
  uint64_t Key;      /* its frame's address; 0 above the top of the stack, and while the frame is being filled */
  uint64_t PlainKey; /* the same while it is the innermost, its line has called no timed function, and ticks are read */
  uint32_t Calls;    /* HPI_VISIT_*, of the line's visit */
  uint32_t NumCalling; /* visits that have done so, and */
  uint64_t NumLines;   /* visits of lines that have ended */
  uint64_t *Bin;       /* counter of the last short one, not yet added to: its address is known late */
  uint64_t Mark;       /* in the heap over time, 0 none */
  struct HpiVisit Line;
  struct HpiVisit Function;
};

/* A thread's own. All zeros until it enters a timed function. */
struct HpiTimedThread {
  struct HpiTimedFrame *Base; /* the frames, outermost first */
  struct HpiTimedFrame *Top;  /* behind the innermost */
  struct HpiTimedFrame *End;
  struct HpiSpent Spent;
  uint64_t Steps;      /* of the clock that counts */
  uint64_t Nobody[2];  /* 0: the keys of the frame of a function that finds no room */
  uint64_t MeasuredAt; /* clock reading: what probes cost here was measured */
  uint64_t NoBin;      /* means nothing: where there was no short visit */
  uint64_t Since;      /* clock reading: when the innermost line went on that has called, or the last frame was left */
  int64_t OffCpuNs;    /* as offCpuClock() read it last */
  struct HpiSwitches *Switches; /* null where the kernel does not tell when the thread switches */
};
HPI_RT extern _Thread_local struct HpiTimedThread Thread HPI_SYM("timedthread")
    __attribute__((tls_model("initial-exec")));

/* Notes what the visit will be set against where other visits come within it. */
HPI_INLINE void noteSpent(struct HpiVisit *Visit) {
  const uint64_t *Sums = Visit->Sums;
  Visit->Spent = Thread.Spent;
  Visit->Total = Sums[HPI_TIME_SELF] + Sums[HPI_TIME_INNER];
  Visit->TotalAdjusted = Sums[HPI_TIME_SELF_ADJUSTED] + Sums[HPI_TIME_INNER_ADJUSTED];
  Visit->TotalOffCpu = Sums[HPI_TIME_OFF_SELF] + Sums[HPI_TIME_OFF_INNER];
}

/* Has so many ps be a probe's, in all visits that have noted what they are set against. */
HPI_INLINE void payProbe(uint64_t Ps) {
  Thread.Spent.Cost += Ps;
  Thread.Spent.SelfCost += Ps;
}

/* Gives the thread its stack of frames, the first time; leaves it without room where there is no memory. */
HPI_RT __attribute__((noinline)) void threadStart(void) HPI_SYM("threadStart");
/* Ends the visits of all frames that the thread is in. */
HPI_RT void leftAll(void) HPI_SYM("leftall");
/* Finds out what probes cost, in memory behind Thread.End, and notes it in State.Clock. */
HPI_RT void measureProbes(void) HPI_SYM("measureProbes");

/* The same once more, in the middle of the program, which pays nothing for it in its times. \returns the time now */
HPI_RT __attribute__((noinline, cold)) uint64_t measureAgain(uint64_t Now) HPI_SYM("measureAgain");
/* Has what was done since Before, a clock reading, be a probe's. \returns the time now */
HPI_RT __attribute__((noinline, cold)) uint64_t payMark(uint64_t Before) HPI_SYM("payMark");

/* The probes, as include/hpinstr/Abi.inc says. */
HPI_RT struct HpiTimedFrame *timed(uint64_t Key, uint64_t *Line, uint64_t *LineMaxima, uint64_t *Function,
                                   uint64_t *FunctionMaxima) HPI_SYM("timed");
HPI_RT void line(struct HpiTimedFrame *Frame, uint64_t Key, uint64_t *Line, uint64_t *Maxima) HPI_SYM("line");
HPI_RT void left(struct HpiTimedFrame *Frame, uint64_t Key) HPI_SYM("left");

#endif
