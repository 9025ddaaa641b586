/* Times.c - exact times of lines and functions. See Times.h.
 *
 * Visits are properly nested: a line's within its function's, a callee's within the line that calls. So a total that
 * counts a recursion once needs no depth: a visit notes the total when it starts and, when it ends, sets the total to
 * that plus its own length. What visits within it have added meanwhile is thereby overwritten. The time of callees is
 * kept in the same way, which leaves for each line the direct ones alone.
 *
 * A frame that an exception or longjmp has passed over never comes to its end. It is closed as soon as something shows
 * that it is gone: a probe of a frame below it, or a new frame at a higher address. The time until then is its own, too.
 * A frame that was closed although it lives on, since the program changes stacks, is not measured further: its key tells.
 */
#include "Times.h"

#include "Block.h"
#include "Clock.h"
#include "Lock.h"

enum {
  HPI_TIMED_STACK_BYTES = 32 << 20, /* of addresses, for some 200,000 frames; memory is taken as it is used */
  HPI_FAR_BYTES = 8 << 20,          /* so far above, an address belongs to another stack */
  HPI_SPARE_FRAMES = 8,             /* behind the last frame: where the probes' cost is measured */
  HPI_COST_ROUNDS = 16,
  HPI_COST_REPEATS = 32,
};

_Thread_local struct HpiTimedThread Thread;

HPI_INLINE void startVisit(struct HpiVisit *Visit, uint64_t *Sums, uint64_t *Maxima, uint64_t Now) {
  Visit->Sums = Sums;
  Visit->Maxima = Maxima;
  Visit->Start = Now;
  Visit->Cost = Thread.Cost;
  Visit->Callees = Thread.Callees;
  Visit->SelfCost = Thread.SelfCost;
  Visit->Total = Sums[HPI_TIME_TOTAL];
  Visit->TotalAdjusted = Sums[HPI_TIME_TOTAL_ADJUSTED];
}

/* Notes how long a visit was: Ps, adjusted. */
HPI_INLINE void noteLength(uint64_t *Sums, uint64_t *Maxima, uint64_t Ps) {
  unsigned __int128 Square = (unsigned __int128)Ps * Ps;
  uint64_t Low = Sums[HPI_TIME_SQUARE_LOW] + ((uint64_t)Square & ((1ull << HPI_TIME_SQUARE_BITS) - 1));
  Sums[HPI_TIME_SQUARE_LOW] = Low & ((1ull << HPI_TIME_SQUARE_BITS) - 1);
  Sums[HPI_TIME_SQUARE_HIGH] += (uint64_t)(Square >> HPI_TIME_SQUARE_BITS) + (Low >> HPI_TIME_SQUARE_BITS);
  uint64_t Units = Ps / (HPI_TIME_FIRST_BIN_NS * 1000);
  uint32_t Bin = Units ? 64 - (uint32_t)__builtin_clzll(Units) : 0;
  Sums[HPI_TIME_BINS + (Bin < HPI_NUM_TIMEBINS ? Bin : HPI_NUM_TIMEBINS - 1)] += 1;
  Sums[HPI_TIME_SUM] += Ps;
  if (Maxima[HPI_TIME_MAX] < Ps)
    Maxima[HPI_TIME_MAX] = Ps;
  if (Maxima[HPI_TIME_NOT_MIN] < ~Ps)
    Maxima[HPI_TIME_NOT_MIN] = ~Ps;
}

/* Own: what the probes at its two ends cost within it. */
HPI_INLINE void endVisit(const struct HpiVisit *Visit, uint64_t Now, uint64_t Own) {
  uint64_t *Sums = Visit->Sums;
  int64_t Ticks = (int64_t)(Now - Visit->Start);
  if (Ticks < 0)
    Ticks = 0;
  int64_t Adjusted = clockPs(Ticks - (int64_t)(Thread.Cost - Visit->Cost + Own));
  int64_t Self = Ticks - (int64_t)(Thread.Callees - Visit->Callees);
  int64_t Cost = (int64_t)(Thread.SelfCost - Visit->SelfCost + Own);
  Sums[HPI_TIME_TOTAL] = Visit->Total + (uint64_t)clockPs(Ticks);
  Sums[HPI_TIME_TOTAL_ADJUSTED] = Visit->TotalAdjusted + (uint64_t)Adjusted;
  Sums[HPI_TIME_SELF] += (uint64_t)clockPs(Self);
  Sums[HPI_TIME_SELF_ADJUSTED] += (uint64_t)clockPs(Self - Cost);
  Sums[HPI_TIME_VISITS] += 1;
  noteLength(Sums, Visit->Maxima, Adjusted < 0 ? 0 : (uint64_t)Adjusted);
}

HPI_INLINE void endFrame(struct HpiTimedFrame *Frame, uint64_t Now) {
  endVisit(&Frame->Line, Now, State.Clock.CallInside);
  endVisit(&Frame->Function, Now, State.Clock.CallInside);
  Thread.Callees = Frame->Function.Callees + (Now - Frame->Function.Start);
  Thread.SelfCost = Frame->Function.SelfCost + State.Clock.CallOutside;
  Thread.Cost += State.Clock.CallInside + State.Clock.CallOutside;
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

HPI_INLINE struct HpiTimedFrame *nobody(void) { return (struct HpiTimedFrame *)&Thread.Nobody; }

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
  startVisit(&Frame->Function, Function, FunctionMaxima, Now);
  startVisit(&Frame->Line, Line, LineMaxima, Now);
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  Frame->Key = Key;
  return Frame;
}

void line(struct HpiTimedFrame *Frame, uint64_t Key, uint64_t *Line, uint64_t *Maxima) {
  uint64_t Now = clockRead(&Thread.Steps);
  if (__builtin_expect(Frame->Key != Key, 0))
    return;
  if (__builtin_expect(Thread.Top != Frame + 1, 0))
    closeAbove(Frame + 1, Now);
  endVisit(&Frame->Line, Now, State.Clock.LineCost);
  Thread.Cost += State.Clock.LineCost;
  Thread.SelfCost += State.Clock.LineCost;
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

HPI_INLINE void restartVisit(struct HpiVisit *Visit, uint64_t Now) { startVisit(Visit, Visit->Sums, Visit->Maxima, Now); }

HPI_RT void publishClock(void) HPI_SYM("publishClock");

void publishClock(void) {
  struct HpiFileHeader *Header = &State.Page->Header;
  Header->LineProbePs = (uint64_t)clockPs((int64_t)State.Clock.LineCost);
  Header->CallInsidePs = (uint64_t)clockPs((int64_t)State.Clock.CallInside);
  Header->CallOutsidePs = (uint64_t)clockPs((int64_t)State.Clock.CallOutside);
  Header->ClockKind = State.Clock.Kind;
}

/* The child's block lies where its parent's was and holds zeros: visits that are open there begin anew. */
void timesForked(void) {
  uint64_t Now = clockRead(&Thread.Steps);
  for (struct HpiTimedFrame *Frame = Thread.Base; Frame < Thread.Top; ++Frame) {
    if (!Frame->Key)
      continue;
    restartVisit(&Frame->Function, Now);
    restartVisit(&Frame->Line, Now);
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

HPI_RT void measureProbes(void) HPI_SYM("measureProbes");

/* What probes cost that find all they touch in the nearest cache: the least of several rounds. Elsewhere they cost more,
 * so that adjusted times err towards raw ones. */
void measureProbes(void) {
  struct HpiClock *Clock = &State.Clock;
  uint64_t Key = (uint64_t)__builtin_frame_address(0);
  uint64_t *Sums = (uint64_t *)Thread.End, *Maxima = Sums + 2 * HPI_NUM_TIMECOUNTERS;
  uint64_t *Function = Sums + HPI_NUM_TIMECOUNTERS, *FunctionMaxima = Maxima + HPI_NUM_TIMEMAXIMA;
  uint64_t Call = ~0ull, Lines = ~0ull, InsidePs = ~0ull;
  for (int Round = 0; Round < HPI_COST_ROUNDS; ++Round) {
    Function[HPI_TIME_TOTAL] = 0;
    uint64_t Start = clockRead(&Thread.Steps);
    for (int I = 0; I < HPI_COST_REPEATS; ++I)
      left(timed(Key, Sums, Maxima, Function, FunctionMaxima), Key);
    uint64_t Middle = clockRead(&Thread.Steps);
    InsidePs = Function[HPI_TIME_TOTAL] < InsidePs ? Function[HPI_TIME_TOTAL] : InsidePs;
    struct HpiTimedFrame *Frame = timed(Key, Sums, Maxima, Function, FunctionMaxima);
    for (int I = 0; I < HPI_COST_REPEATS; ++I)
      line(Frame, Key, Sums, Maxima);
    left(Frame, Key);
    uint64_t End = clockRead(&Thread.Steps);
    Call = Middle - Start < Call ? Middle - Start : Call;
    Lines = End - Middle < Lines ? End - Middle : Lines;
  }
  Clock->CallInside = ((InsidePs / HPI_COST_REPEATS) << HPI_CLOCK_SHIFT) / Clock->PsPerTick;
  Call /= HPI_COST_REPEATS;
  Clock->CallOutside = Call > Clock->CallInside ? Call - Clock->CallInside : 0;
  Clock->LineCost = Lines > Call ? (Lines - Call) / HPI_COST_REPEATS : 0;
}

HPI_RT void startTimes(void) HPI_SYM("startTimes");

/* The clock that counts has no costs; such are made up for it that no two are equal. */
void startTimes(void) {
  clockStart();
  if (State.Clock.Kind == HPI_CLOCK_STEPS) {
    State.Clock.LineCost = State.Clock.Step / 10;
    State.Clock.CallInside = State.Clock.Step / 5;
    State.Clock.CallOutside = State.Clock.Step / 2;
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
