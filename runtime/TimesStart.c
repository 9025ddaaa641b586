/* TimesStart.c - exact times of a thread or process that begins. See Times.h. */
#include "Block.h"
#include "Clock.h"
#include "OffCpu.h"
#include "Times.h"

enum {
  HPI_TIMED_STACK_BYTES = 40 << 20, /* of addresses, for some 200,000 frames; memory is taken as it is used */
  HPI_SPARE_FRAMES = 16,            /* behind the last frame: where the probes' cost is measured */
  HPI_TIMED_FRAMES = (HPI_TIMED_STACK_BYTES - HPI_SWITCHES_BYTES) / sizeof(struct HpiTimedFrame) - HPI_SPARE_FRAMES,
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
  if (State.Clock.TellsOffCpu)
    __atomic_fetch_or(&Header->Features, HPI_FEATURE_OFF_CPU, __ATOMIC_RELAXED);
}

/* The child's block lies where its parent's was and holds zeros: visits that are open there begin anew. */
void timesForked(void) {
  uint64_t Now = Thread.Since = clockRead(&Thread.Steps);
  for (struct HpiTimedFrame *Frame = Thread.Base; Frame < Thread.Top; ++Frame) {
    if (!Frame->Key)
      continue;
    Frame->Function.Start = Frame->Line.Start = Now;
    Frame->Mark = 0;
    Frame->NumLines = 0;
    Frame->NumCalling = Frame->Calls & HPI_VISIT_CALLED;
    Frame->Bin = &Thread.NoBin;
    noteSpent(&Frame->Function);
    noteSpent(&Frame->Line);
  }
  char *Memory = (char *)Thread.Base - HPI_SWITCHES_BYTES;
  if (Thread.Base && offCpuForked(Memory) && Offset)
    offsetBlock(Offset)->StackAddr = (uint64_t)Memory;
  publishClock();
}

HPI_RT void *mapStack(void) HPI_SYM("mapStack");

/* Memory for what offCpuThread() wants, then the frames of this thread: that of its block's last owner, if any. */
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
  offCpuStart();
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
  char *Memory = (char *)mapStack();
  if (Memory) {
    Thread.Base = Thread.Top = (struct HpiTimedFrame *)(Memory + HPI_SWITCHES_BYTES);
    Thread.End = Thread.Base + HPI_TIMED_FRAMES;
    if (!State.TimesEnd)
      startTimes();
    offCpuThread(Memory);
    Thread.MeasuredAt = Thread.Since = clockRead(&Thread.Steps);
  }
  sysSignalMask(Mask);
}
