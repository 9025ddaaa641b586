/* ProbeCost.c - what probes of exact times cost. See Times.h. */
#include "Clock.h"
#include "Times.h"

enum { HPI_COST_ROUNDS = 16, HPI_COST_REPEATS = 32 };

/* Records, and frames' keys, to measure probes with. */
struct HpiTrial {
  uint64_t Sums[2][HPI_NUM_TIMECOUNTERS]; /* a line's, and a function's */
  uint64_t Maxima[2][HPI_NUM_TIMEMAXIMA];
  uint64_t Took[3]; /* ticks, the least so far: of calls, of lines, of lines that call */
  uint64_t Inside;  /* ps within the function, likewise */
};

HPI_INLINE struct HpiTimedFrame *timedTrial(struct HpiTrial *Trial, uint64_t Key) {
  return timed(Key, Trial->Sums[0], Trial->Maxima[0], Trial->Sums[1], Trial->Maxima[1]);
}

HPI_RT void tryProbes(struct HpiTrial *Trial, uint64_t Key) HPI_SYM("tryProbes");

/* Key: any address of the stack. */
void tryProbes(struct HpiTrial *Trial, uint64_t Key) {
  uint64_t Times[4], *Sums = Trial->Sums[0], *Maxima = Trial->Maxima[0];
  Trial->Sums[1][HPI_TIME_SELF] = 0;
  Times[0] = clockRead(&Thread.Steps);
  for (int I = 0; I < HPI_COST_REPEATS; ++I)
    left(timedTrial(Trial, Key), Key);
  Times[1] = clockRead(&Thread.Steps);
  uint64_t Inside = Trial->Sums[1][HPI_TIME_SELF];
  struct HpiTimedFrame *Frame = timedTrial(Trial, Key);
  for (int I = 0; I < HPI_COST_REPEATS; ++I)
    line(Frame, Key, Sums, Maxima);
  Times[2] = clockRead(&Thread.Steps);
  for (int I = 0; I < HPI_COST_REPEATS; ++I) {
    left(timedTrial(Trial, Key - 1), Key - 1);
    line(Frame, Key, Sums, Maxima);
  }
  Times[3] = clockRead(&Thread.Steps);
  left(Frame, Key);
  for (int I = 0; I < 3; ++I)
    if (Times[I + 1] - Times[I] < Trial->Took[I])
      Trial->Took[I] = Times[I + 1] - Times[I];
  if (Inside < Trial->Inside)
    Trial->Inside = Inside;
}

HPI_INLINE uint64_t positive(int64_t Value) { return Value < 0 ? 0 : (uint64_t)Value; }

/* What probes cost that find all they touch in the nearest cache: the least of several rounds. Elsewhere they cost
 * more, so that adjusted times err towards raw ones. */
void measureProbes(void) {
  struct HpiClock *Clock = &State.Clock;
  struct HpiTrial *Trial = (struct HpiTrial *)Thread.End;
  Trial->Took[0] = Trial->Took[1] = Trial->Took[2] = Trial->Inside = ~0ull >> 1;
  for (int Round = 0; Round < HPI_COST_ROUNDS; ++Round)
    tryProbes(Trial, (uint64_t)__builtin_frame_address(0));
  int64_t Call = clockPs((int64_t)Trial->Took[0]) / HPI_COST_REPEATS;
  int64_t Line = clockPs((int64_t)Trial->Took[1]) / HPI_COST_REPEATS;
  int64_t Calling = clockPs((int64_t)Trial->Took[2]) / HPI_COST_REPEATS;
  Clock->CallInside = Trial->Inside / HPI_COST_REPEATS;
  Clock->CallOutside = positive(Call - (int64_t)Clock->CallInside);
  Clock->LineCost = positive(Line);
  Clock->CallingCost = positive(Calling - Line - Call);
}
