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

#include "Block.h"
#include "Clock.h"
#include "Lock.h"

enum {
  HPI_TIMED_STACK_BYTES = 32 << 20, /* of addresses, for some 200,000 frames; memory is taken as it is used */
  HPI_FAR_BYTES = 8 << 20,          /* so far above, an address belongs to another stack */
  HPI_SPARE_FRAMES = 8,             /* behind the last frame: where the probes' cost is measured */
  HPI_SHORT_TICKS = 1 << 20,        /* a length of so many and its square need no care: 64 bits hold them, and a bin */
  HPI_COST_ROUNDS = 16,
  HPI_COST_REPEATS = 32,
};

_Thread_local struct HpiTimedThread Thread;

HPI_INLINE void startVisit(struct HpiVisit *Visit, uint64_t *Sums, uint64_t *Maxima, uint64_t Now) {
  Visit->Sums = Sums;
  Visit->Maxima = Maxima;
  Visit->Start = Now;
}

/* Notes what the visit will be set against where other visits come within it. */
HPI_INLINE void noteSpent(struct HpiVisit *Visit) {
  const uint64_t *Sums = Visit->Sums;
  Visit->Spent = Thread.Spent;
  Visit->Total = Sums[HPI_TIME_SELF] + Sums[HPI_TIME_INNER];
  Visit->TotalAdjusted = Sums[HPI_TIME_SELF_ADJUSTED] + Sums[HPI_TIME_INNER_ADJUSTED];
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
  noteSquare(Sums, atLeastZero(Adjusted));
  noteMaxima(Visit->Maxima, atLeastZero(Adjusted));
  Bin = binOf(atLeastZero(Adjusted));
  Sums[HPI_TIME_BINS + (Bin < HPI_NUM_TIMEBINS ? Bin : HPI_NUM_TIMEBINS - 1)] += 1;
  return Ps;
}

HPI_INLINE void endLine(struct HpiTimedFrame *Frame, uint64_t Now, uint64_t Own) {
  if (Frame->Calls)
    Own += State.Clock.CallingCost;
  else
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

HPI_RT __attribute__((noinline)) void closeAbove(struct HpiTimedFrame *Last, uint64_t Now) HPI_SYM("closeAbove");

/* Ends all frames from the innermost down to Last. */
void closeAbove(struct HpiTimedFrame *Last, uint64_t Now) {
  while (Thread.Top > Last) {
    struct HpiTimedFrame *Frame = Thread.Top - 1;
    if (Frame->Key)
      endFrame(Frame, Now);
    Thread.Top = Frame;
  }
}

HPI_RT void closeGone(uint64_t Key, uint64_t Now) HPI_SYM("closeGone");

/* Ends frames that a new one at address Key shows to be gone. */
void closeGone(uint64_t Key, uint64_t Now) {
  struct HpiTimedFrame *Last = Thread.Top;
  while (Last > Thread.Base && Last[-1].Key && Last[-1].Key <= Key && Key - Last[-1].Key < HPI_FAR_BYTES)
    --Last;
  closeAbove(Last, Now);
}

HPI_RT __attribute__((noinline)) void threadStart(void) HPI_SYM("threadStart");

HPI_INLINE uint64_t plainKey(uint64_t Key) { return State.Clock.Kind == HPI_CLOCK_TICKS ? Key : 0; }

HPI_INLINE struct HpiTimedFrame *nobody(void) { return (struct HpiTimedFrame *)Thread.Nobody; }

struct HpiTimedFrame *timed(uint64_t Key, uint64_t *Line, uint64_t *LineMaxima, uint64_t *Function,
                            uint64_t *FunctionMaxima) {
  if (__builtin_expect(Thread.Top == Thread.End, 0)) {
    threadStart();
    if (Thread.Top == Thread.End)
      return nobody();
  }
  uint64_t Now = clockRead(&Thread.Steps);
  struct HpiTimedFrame *Frame = Thread.Top;
  if (Frame > Thread.Base && Frame[-1].Key <= Key) {
    closeGone(Key, Now);
    Frame = Thread.Top;
  }
  // A handler that runs timed functions here puts its frames above this one, which nothing ends while it has no key.
  Thread.Top = Frame + 1;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  if (Frame > Thread.Base && !Frame[-1].Calls) {
    noteSpent(&Frame[-1].Line);
    Frame[-1].Calls = 1;
    Frame[-1].NumCalling += 1;
    Frame[-1].PlainKey = 0;
  }
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
  closeAbove(Frame + 1, Now);
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
  if (__builtin_expect(Ticks >= HPI_SHORT_TICKS, 0))
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
    closeAbove(Frame, Now);
}

void leftAll(void) {
  if (Thread.Base)
    closeAbove(Thread.Base, clockRead(&Thread.Steps));
}

//===----------------------------------------------------------------------===
// Threads and processes
//===----------------------------------------------------------------------===

HPI_RT void timesForked(void) HPI_SYM("timesForked");

HPI_RT void publishClock(void) HPI_SYM("publishClock");

void publishClock(void) {
  struct HpiFileHeader *Header = &State.Page->Header;
  Header->CallingLinePs = State.Clock.CallingCost;
  Header->LineProbePs = State.Clock.LineCost;
  Header->CallInsidePs = State.Clock.CallInside;
  Header->CallOutsidePs = State.Clock.CallOutside;
  Header->ClockKind = State.Clock.Kind;
}

/* The child's block lies where its parent's was and holds zeros: visits that are open there begin anew. */
void timesForked(void) {
  uint64_t Now = clockRead(&Thread.Steps);
  for (struct HpiTimedFrame *Frame = Thread.Base; Frame < Thread.Top; ++Frame) {
    if (!Frame->Key)
      continue;
    Frame->Function.Start = Frame->Line.Start = Now;
    Frame->NumLines = 0;
    Frame->NumCalling = Frame->Calls;
    Frame->Bin = &Thread.NoBin;
    noteSpent(&Frame->Function);
    noteSpent(&Frame->Line);
  }
  if (Offset && Thread.Base)
    offsetBlock(Offset)->StackAddr = (uint64_t)Thread.Base;
  publishClock();
}

HPI_RT void *mapStack(void) HPI_SYM("mapStack");

/* Memory for the frames of this thread, at the end the block's that its block's last owner had. */
void *mapStack(void) {
  struct HpiCountersChunk *Block = Offset ? offsetBlock(Offset) : 0;
  void *Known = Block && Block->StackAddr ? (void *)Block->StackAddr : 0;
  int64_t Address = sysMap(Known, HPI_TIMED_STACK_BYTES, -1, 0);
  if (Address < 0)
    return 0;
  if (Block)
    Block->StackAddr = (uint64_t)Address;
  return (void *)Address;
}

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

HPI_RT void measureProbes(void) HPI_SYM("measureProbes");

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

HPI_RT void startTimes(void) HPI_SYM("startTimes");

/* The clock that counts has no costs; such are made up for it that no two are equal. */
void startTimes(void) {
  clockStart();
  if (State.Clock.Kind == HPI_CLOCK_STEPS) {
    State.Clock.LineCost = State.Clock.Step * 100ull;
    State.Clock.CallingCost = State.Clock.Step * 50ull;
    State.Clock.CallInside = State.Clock.Step * 200ull;
    State.Clock.CallOutside = State.Clock.Step * 500ull;
  } else {
    measureProbes();
  }
  State.TimesForked = timesForked;
  State.TimesEnd = leftAll;
  if (State.Page)
    publishClock();
}

/* Gives the thread its stack of frames; leaves it without room where there is no memory, and where it is used up. */
void threadStart(void) {
  if (Thread.Base)
    return;
  uint64_t Mask = sysSignalMask(~0ull);
  struct HpiTimedFrame *Frames = (struct HpiTimedFrame *)mapStack();
  if (Frames) {
    Thread.Base = Thread.Top = Frames;
    Thread.End = Frames + HPI_TIMED_STACK_BYTES / sizeof(*Frames) - HPI_SPARE_FRAMES;
    if (!State.TimesEnd)
      startTimes();
  }
  sysSignalMask(Mask);
}
