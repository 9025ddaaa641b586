/* ProbeCost.c - what probes of exact times cost. See Times.h. */
#include "Clock.h"
#include "Times.h"

enum {
  HPI_COST_ROUNDS = 31,
  HPI_COST_REPEATS = 32,
  HPI_AGAIN_ROUNDS = 3, /* of a later measurement, whose result counts */
  HPI_AGAIN_PART = 4,   /* for one part in so many */
};

/* Records, and frames' keys, to measure probes with. */
struct HpiTrial {
  uint64_t Sums[2][HPI_NUM_TIMECOUNTERS]; /* a line's, and a function's */
  uint64_t Maxima[2][HPI_NUM_TIMEMAXIMA];
  /* Of each round, sorted: ticks of calls, of lines, of lines that call; ps within the function. */
  uint64_t Took[4][HPI_COST_ROUNDS];
};

HPI_INLINE struct HpiTimedFrame *timedTrial(struct HpiTrial *Trial, uint64_t Key) {
  return timed(Key, Trial->Sums[0], Trial->Maxima[0], Trial->Sums[1], Trial->Maxima[1]);
}

HPI_RT void insertSorted(uint64_t *Values, uint32_t Num, uint64_t Value) HPI_SYM("insertSorted");

void insertSorted(uint64_t *Values, uint32_t Num, uint64_t Value) {
  for (; Num && Values[Num - 1] > Value; --Num)
    Values[Num] = Values[Num - 1];
  Values[Num] = Value;
}

HPI_RT void tryProbes(struct HpiTrial *Trial, uint64_t Key, uint32_t Round) HPI_SYM("tryProbes");

/* Key: any address of the stack. */
void tryProbes(struct HpiTrial *Trial, uint64_t Key, uint32_t Round) {
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
    insertSorted(Trial->Took[I], Round, Times[I + 1] - Times[I]);
  insertSorted(Trial->Took[3], Round, Inside);
}

HPI_INLINE uint64_t positive(int64_t Value) { return Value < 0 ? 0 : (uint64_t)Value; }

HPI_RT void tryRounds(struct HpiClock *Clock, uint32_t NumRounds) HPI_SYM("tryRounds");

/* What probes cost that find all they touch in the nearest cache: the median of NumRounds rounds. Elsewhere they cost
 * more, so that adjusted times err towards raw ones. */
void tryRounds(struct HpiClock *Clock, uint32_t NumRounds) {
  struct HpiTrial *Trial = (struct HpiTrial *)Thread.End;
  for (uint32_t Round = 0; Round < NumRounds; ++Round)
    tryProbes(Trial, (uint64_t)__builtin_frame_address(0), Round);
  const uint32_t Middle = NumRounds / 2;
  int64_t Call = clockPs((int64_t)Trial->Took[0][Middle]) / HPI_COST_REPEATS;
  int64_t Line = clockPs((int64_t)Trial->Took[1][Middle]) / HPI_COST_REPEATS;
  int64_t Calling = clockPs((int64_t)Trial->Took[2][Middle]) / HPI_COST_REPEATS;
  Clock->CallInside = Trial->Took[3][Middle] / HPI_COST_REPEATS;
  Clock->CallOutside = positive(Call - (int64_t)Clock->CallInside);
  Clock->LineCost = positive(Line);
  Clock->CallingCost = positive(Calling - Line - Call);
}

void measureProbes(void) {
  tryRounds(&State.Clock, HPI_COST_ROUNDS);
  Thread.MeasuredAt = clockRead(&Thread.Steps);
}

HPI_RT uint64_t blend(uint64_t Old, uint64_t New) HPI_SYM("blend");

uint64_t blend(uint64_t Old, uint64_t New) { return Old - Old / HPI_AGAIN_PART + New / HPI_AGAIN_PART; }

/* Where the program has come to since, the processor may be shared with others, or its clock be another: then probes
 * cost more or less, as all else does. What the trial does to the thread's frames is taken back. */
uint64_t measureAgain(uint64_t Now) {
  struct HpiClock New, *Clock = &State.Clock;
  struct HpiTimedFrame *Last = Thread.Top - 1, Saved;
  int HasFrame = Thread.Top > Thread.Base;
  Thread.MeasuredAt = Now;
  if (Clock->Kind == HPI_CLOCK_STEPS || State.MarkBegin || !State.TimesEnd || Thread.End - Thread.Top < 3)
    return Now;
  struct HpiSpent Spent = Thread.Spent;
  if (HasFrame)
    Saved = *Last;
  tryRounds(&New, HPI_AGAIN_ROUNDS);
  Clock->CallInside = blend(Clock->CallInside, New.CallInside);
  Clock->CallOutside = blend(Clock->CallOutside, New.CallOutside);
  Clock->LineCost = blend(Clock->LineCost, New.LineCost);
  Clock->CallingCost = blend(Clock->CallingCost, New.CallingCost);
  if (HasFrame)
    *Last = Saved;
  Thread.Spent = Spent;
  return Thread.MeasuredAt = payMark(Now);
}
