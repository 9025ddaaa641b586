/* Times.c - exact times of lines and functions. See Times.h.
 *
 * Visits are properly nested: a line's within its function's, a callee's within the line that calls. So a total that
 * counts a recursion once needs no depth: a visit notes the total when it starts and, when it ends, sets the total to
 * that plus its own length. What visits within it have added meanwhile is thereby overwritten. The time of callees is
 * kept in the same way, which leaves for each line the direct ones alone. Most visits call no timed function and are
 * spared all this.
 *
 * A frame that an exception or longjmp has passed over never comes to its end. It is closed as soon as something shows
 * that it is gone: a probe of a frame below it, or a new frame at a higher address. The time until then is its own,
 * too. A frame that was closed although it lives on, since the program changes stacks, is not measured further: its key
 * tells.
 */
#include "Times.h"

#include "Clock.h"
#include "OffCpu.h"

enum {
  HPI_FAR_BYTES = 8 << 20,   /* so far above, an address belongs to another stack */
  HPI_AGAIN_TICKS = 1 << 25, /* between two measurements of what probes cost: some 10 ms, of which they take 20 us */
};

_Thread_local struct HpiTimedThread Thread;

HPI_INLINE void startVisit(struct HpiVisit *Visit, uint64_t *Sums, uint64_t *Maxima, uint64_t Now) {
  Visit->Sums = Sums;
  Visit->Maxima = Maxima;
  Visit->Start = Now;
}

HPI_INLINE void noteSquare(uint64_t *Sums, uint64_t Ps) {
  uint64_t Units = Ps >> HPI_TIME_SQUARE_SHIFT;
  unsigned __int128 Square = (unsigned __int128)Units * Units + Sums[HPI_TIME_SQUARE_LOW];
  Sums[HPI_TIME_SQUARE_LOW] = (uint64_t)Square & ((1ull << HPI_TIME_SQUARE_BITS) - 1);
  Sums[HPI_TIME_SQUARE_HIGH] += (uint64_t)(Square >> HPI_TIME_SQUARE_BITS);
}

HPI_INLINE uint32_t binOf(uint64_t Ps) {
  return 63 - (uint32_t)__builtin_clzll(Ps >> (HPI_TIME_FIRST_BIN_BITS - 1) | 1);
}

HPI_INLINE void noteMaxima(uint64_t *Maxima, uint64_t Ps) {
  if (Maxima[HPI_TIME_MAX] < Ps)
    Maxima[HPI_TIME_MAX] = Ps;
  if (Maxima[HPI_TIME_NOT_MIN] < ~Ps)
    Maxima[HPI_TIME_NOT_MIN] = ~Ps;
}

HPI_INLINE uint64_t atLeastZero(uint64_t Ps) { return (int64_t)Ps < 0 ? 0 : Ps; }

/* A clock that goes back a little, from one processor to the next, has stood still. */
HPI_INLINE int64_t elapsedPs(const struct HpiVisit *Visit, uint64_t Now) {
  int64_t Ticks = (int64_t)(Now - Visit->Start);
  return clockPs(Ticks < 0 ? 0 : Ticks);
}

HPI_RT __attribute__((noinline)) uint64_t endVisit(const struct HpiVisit *Visit, uint64_t Now, uint64_t Own)
    HPI_SYM("endVisit");

/* Ends a visit in which others may have been. \returns its raw length */
uint64_t endVisit(const struct HpiVisit *Visit, uint64_t Now, uint64_t Own) {
  uint64_t *Sums = Visit->Sums, Bin;
  uint64_t Ps = (uint64_t)elapsedPs(Visit, Now), Adjusted = Ps - (Thread.Spent.Cost - Visit->Spent.Cost) - Own;
  uint64_t Self = Ps - (Thread.Spent.Callees - Visit->Spent.Callees);
  uint64_t SelfAdjusted = Self - (Thread.Spent.SelfCost - Visit->Spent.SelfCost) - Own;
  Sums[HPI_TIME_SELF] += Self;
  Sums[HPI_TIME_SELF_ADJUSTED] += SelfAdjusted;
  Sums[HPI_TIME_INNER] = Visit->Total + Ps - Sums[HPI_TIME_SELF];
  Sums[HPI_TIME_INNER_ADJUSTED] = Visit->TotalAdjusted + Adjusted - Sums[HPI_TIME_SELF_ADJUSTED];
  Sums[HPI_TIME_INNER_SUM] += Adjusted - SelfAdjusted;
  Sums[HPI_TIME_OFF_INNER] = Visit->TotalOffCpu + (Thread.Spent.OffCpu - Visit->Spent.OffCpu) - Sums[HPI_TIME_OFF_SELF];
  noteSquare(Sums, atLeastZero(Adjusted));
  noteMaxima(Visit->Maxima, atLeastZero(Adjusted));
  Bin = binOf(atLeastZero(Adjusted));
  Sums[HPI_TIME_BINS + (Bin < HPI_NUM_TIMEBINS ? Bin : HPI_NUM_TIMEBINS - 1)] += 1;
  return Ps;
}

HPI_INLINE void endLine(struct HpiTimedFrame *Frame, uint64_t Now, uint64_t Own) {
  if (Frame->Calls & HPI_VISIT_CALLED)
    Own += State.Clock.CallingCost;
  else if (!Frame->Calls)
    noteSpent(&Frame->Line);
  endVisit(&Frame->Line, Now, Own);
}

HPI_INLINE void endFrame(struct HpiTimedFrame *Frame, uint64_t Now) {
  const struct HpiClock *Clock = &State.Clock;
  *Frame->Bin += 1;
  endLine(Frame, Now, Clock->CallInside);
  uint64_t Inside = Clock->CallInside + Frame->NumLines * Clock->LineCost + Frame->NumCalling * Clock->CallingCost;
  uint64_t Ps = endVisit(&Frame->Function, Now, Inside);
  Thread.Spent.Callees = Frame->Function.Spent.Callees + Ps;
  Thread.Spent.SelfCost = Frame->Function.Spent.SelfCost + Clock->CallOutside;
  Thread.Spent.Cost += Inside + Clock->CallOutside;
  Frame->PlainKey = 0;
  Frame->Key = 0;
}

uint64_t payMark(uint64_t Before) {
  uint64_t After = clockRead(&Thread.Steps);
  int64_t Ticks = (int64_t)(After - Before);
  payProbe((uint64_t)clockPs(Ticks < 0 ? 0 : Ticks));
  return After;
}

void bookOffCpu(uint64_t Ps) {
  struct HpiTimedFrame *Frame = Thread.Top - 1;
  Frame->Line.Sums[HPI_TIME_OFF_SELF] += Ps;
  Frame->Function.Sums[HPI_TIME_OFF_SELF] += Ps;
  Thread.Spent.OffCpu += Ps;
  if (!Frame->Calls)
    noteSpent(&Frame->Line);
  Frame->Calls |= HPI_VISIT_NOTED;
  Frame->PlainKey = 0;
}

/* Since when nothing but the innermost line has run, or nothing that is timed. */
HPI_INLINE uint64_t innermostSince(void) {
  const struct HpiTimedFrame *Frame = Thread.Top - 1;
  return Thread.Top == Thread.Base || Frame->Calls ? Thread.Since : Frame->Line.Start;
}

/* Before anything else that a probe does at Now. \returns the time after it */
HPI_INLINE uint64_t settleOffCpu(uint64_t Now) {
  uint64_t Ticks = Now - innermostSince();
  return __builtin_expect(Ticks >= State.Clock.PlainTicks, 0) ? offCpuBefore(Now, Ticks) : Now;
}

HPI_RT __attribute__((noinline)) uint64_t closeAbove(struct HpiTimedFrame *Last, uint64_t Now) HPI_SYM("closeAbove");

/* Ends all frames from the innermost down to Last. \returns the time, which is Now but for marks */
uint64_t closeAbove(struct HpiTimedFrame *Last, uint64_t Now) {
  while (Thread.Top > Last) {
    struct HpiTimedFrame *Frame = Thread.Top - 1;
    if (Frame->Key) {
      endFrame(Frame, Now);
      if (__builtin_expect(Frame->Mark != 0, 0)) {
        State.MarkEnd((uint32_t)Frame->Mark);
        Now = payMark(Now);
      }
    }
    Thread.Top = Frame;
  }
  return Thread.Since = Now;
}

HPI_RT uint64_t closeGone(uint64_t Key, uint64_t Now) HPI_SYM("closeGone");

/* Ends frames that a new one at address Key shows to be gone. \returns as closeAbove() */
uint64_t closeGone(uint64_t Key, uint64_t Now) {
  struct HpiTimedFrame *Last = Thread.Top;
  while (Last > Thread.Base && Last[-1].Key && Last[-1].Key <= Key && Key - Last[-1].Key < HPI_FAR_BYTES)
    --Last;
  return closeAbove(Last, Now);
}

HPI_RT __attribute__((noinline, cold)) uint64_t beginMark(struct HpiTimedFrame *Frame, const uint64_t *Function,
                                                          uint64_t Now) HPI_SYM("beginMark");

/* Marks the visit; not while the probes' cost is measured. \returns the time after it */
uint64_t beginMark(struct HpiTimedFrame *Frame, const uint64_t *Function, uint64_t Now) {
  if (!State.TimesEnd)
    return Now;
  Frame->Mark = State.MarkBegin(Function);
  return payMark(Now);
}

HPI_INLINE uint64_t plainKey(uint64_t Key) { return State.Clock.Kind == HPI_CLOCK_TICKS ? Key : 0; }

HPI_INLINE struct HpiTimedFrame *nobody(void) { return (struct HpiTimedFrame *)Thread.Nobody; }

struct HpiTimedFrame *timed(uint64_t Key, uint64_t *Line, uint64_t *LineMaxima, uint64_t *Function,
                            uint64_t *FunctionMaxima) {
  if (__builtin_expect(Thread.Top == Thread.End, 0)) {
    threadStart();
    if (Thread.Top == Thread.End)
      return nobody();
  }
  uint64_t Now = settleOffCpu(clockRead(&Thread.Steps));
  if (__builtin_expect(Now - Thread.MeasuredAt > HPI_AGAIN_TICKS, 0))
    Now = measureAgain(Now);
  struct HpiTimedFrame *Frame = Thread.Top;
  if (Frame > Thread.Base && Frame[-1].Key <= Key) {
    Now = closeGone(Key, Now);
    Frame = Thread.Top;
  }
  // A handler that runs timed functions here puts its frames above this one, which nothing ends while it has no key.
  Thread.Top = Frame + 1;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  if (Frame > Thread.Base && !(Frame[-1].Calls & HPI_VISIT_CALLED)) {
    if (!Frame[-1].Calls)
      noteSpent(&Frame[-1].Line);
    Frame[-1].Calls |= HPI_VISIT_CALLED;
    Frame[-1].NumCalling += 1;
    Frame[-1].PlainKey = 0;
  }
  Frame->Mark = 0;
  if (__builtin_expect(State.MarkBegin != 0, 0))
    Now = beginMark(Frame, Function, Now);
  startVisit(&Frame->Function, Function, FunctionMaxima, Now);
  noteSpent(&Frame->Function);
  startVisit(&Frame->Line, Line, LineMaxima, Now);
  Frame->Calls = 0;
  Frame->NumCalling = 0;
  Frame->NumLines = 0;
  Frame->Bin = &Thread.NoBin;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  Frame->Key = Key;
  Frame->PlainKey = plainKey(Key);
  return Frame;
}

HPI_RT __attribute__((noinline)) void lineSlowly(struct HpiTimedFrame *Frame, uint64_t Key, uint64_t *Line,
                                                 uint64_t *Maxima, uint64_t Now) HPI_SYM("lineSlowly");

void lineSlowly(struct HpiTimedFrame *Frame, uint64_t Key, uint64_t *Line, uint64_t *Maxima, uint64_t Now) {
  if (State.Clock.Kind != HPI_CLOCK_TICKS)
    Now = clockReadOther(&Thread.Steps);
  if (Frame->Key != Key)
    return;
  Now = settleOffCpu(Now);
  Now = closeAbove(Frame + 1, Now);
  endLine(Frame, Now, State.Clock.LineCost);
  Frame->NumLines += 1;
  Frame->Calls = 0;
  startVisit(&Frame->Line, Line, Maxima, Now);
  Frame->PlainKey = plainKey(Key);
}

/* Most visits are short and call no timed function: they have a way of their own, which calls nothing. */
void line(struct HpiTimedFrame *Frame, uint64_t Key, uint64_t *Line, uint64_t *Maxima) {
  uint64_t Now = counterRead();
  if (__builtin_expect(Frame->PlainKey != Key, 0))
    return lineSlowly(Frame, Key, Line, Maxima, Now);
  uint64_t *Sums = Frame->Line.Sums;
  uint64_t Ticks = Now - Frame->Line.Start;
  if (__builtin_expect(Ticks >= State.Clock.PlainTicks, 0))
    return lineSlowly(Frame, Frame->Key, Line, Maxima, Now);
  uint64_t Ps = Ticks * State.Clock.PsPerTick >> HPI_CLOCK_SHIFT;
  Sums[HPI_TIME_SELF] += Ps;
  Ps -= State.Clock.LineCost;
  Sums[HPI_TIME_SELF_ADJUSTED] += Ps;
  uint64_t Length = atLeastZero(Ps), Units = Length >> HPI_TIME_SQUARE_SHIFT;
  uint64_t Low = Sums[HPI_TIME_SQUARE_LOW] + Units * Units;
  if (__builtin_expect(Low >> HPI_TIME_SQUARE_BITS != 0, 0)) {
    Sums[HPI_TIME_SQUARE_HIGH] += 1;
    Low -= 1ull << HPI_TIME_SQUARE_BITS;
  }
  Sums[HPI_TIME_SQUARE_LOW] = Low;
  Frame->NumLines += 1;
  *Frame->Bin += 1;
  Frame->Bin = Sums + HPI_TIME_BINS + binOf(Length);
  noteMaxima(Frame->Line.Maxima, Length);
  startVisit(&Frame->Line, Line, Maxima, Now);
}

void left(struct HpiTimedFrame *Frame, uint64_t Key) {
  uint64_t Now = clockRead(&Thread.Steps);
  if (Frame->Key == Key)
    closeAbove(Frame, settleOffCpu(Now));
}

void leftAll(void) {
  if (Thread.Base)
    closeAbove(Thread.Base, settleOffCpu(clockRead(&Thread.Steps)));
}
