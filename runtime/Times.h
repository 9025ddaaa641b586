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

/* A visit that has not ended: of a line or of a function. */
struct HpiVisit {
  uint64_t *Sums;       /* HpiTimeCounter, in the thread's block */
  uint64_t *Maxima;     /* HpiTimeMaximum */
  uint64_t Start;         /* clock reading, ticks */
  uint64_t Cost;          /* those of Thread at Start */
  uint64_t Callees;       /* */
  uint64_t SelfCost;      /* */
  uint64_t Total;         /* Sums[HPI_TIME_TOTAL] at Start */
  uint64_t TotalAdjusted; /* Sums[HPI_TIME_TOTAL_ADJUSTED] at Start */
};

/* A timed function that has begun. */
struct HpiTimedFrame {
  uint64_t Key; /* its frame's address; 0 above the top of the stack, and while the frame is being filled */
  uint64_t Reserved;
  struct HpiVisit Function;
  struct HpiVisit Line;
};

/* A thread's own. All zeros until it enters a timed function. */
struct HpiTimedThread {
  struct HpiTimedFrame *Base; /* the frames, outermost first */
  struct HpiTimedFrame *Top;  /* behind the innermost */
  struct HpiTimedFrame *End;
  uint64_t Cost;     /* ticks that all probes have cost so far */
  uint64_t Callees;  /* ticks in the timed functions that the innermost one has called and that have ended */
  uint64_t SelfCost; /* ticks that the innermost one's own probes have cost, and those of its callees outside of them */
  uint64_t Steps;    /* of the clock that counts */
  uint64_t Nobody;   /* 0: the key of the frame of a function that finds no room */
};
HPI_RT extern _Thread_local struct HpiTimedThread Thread HPI_SYM("timedthread")
    __attribute__((tls_model("initial-exec")));

HPI_RT struct HpiTimedFrame *timed(uint64_t Key, uint64_t *Line, uint64_t *LineMaxima, uint64_t *Function,
                                   uint64_t *FunctionMaxima) HPI_SYM("timed");
HPI_RT void line(struct HpiTimedFrame *Frame, uint64_t Key, uint64_t *Line, uint64_t *Maxima) HPI_SYM("line");
HPI_RT void left(struct HpiTimedFrame *Frame, uint64_t Key) HPI_SYM("left");
HPI_RT void leftAll(void) HPI_SYM("leftall");

#endif
