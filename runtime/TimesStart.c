/* TimesStart.c - exact times of a thread or process that begins. See Times.h. */
#include "Block.h"
#include "Clock.h"
#include "Times.h"

enum {
  HPI_TIMED_STACK_BYTES = 32 << 20, /* of addresses, for some 190,000 frames; memory is taken as it is used */
  HPI_SPARE_FRAMES = 16,            /* behind the last frame: where the probes' cost is measured */
  HPI_TIMED_FRAMES = HPI_TIMED_STACK_BYTES / sizeof(struct HpiTimedFrame) - HPI_SPARE_FRAMES,
};

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
    Frame->Mark = 0;
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
    Thread.End = Frames + HPI_TIMED_FRAMES;
    if (!State.TimesEnd)
      startTimes();
    Thread.MeasuredAt = clockRead(&Thread.Steps);
  }
  sysSignalMask(Mask);
}
