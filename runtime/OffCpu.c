/* OffCpu.c - what of exact times their thread was not on a processor. See OffCpu.h. */
#include "OffCpu.h"

#include "Clock.h"
#include "Times.h"

#include <linux/perf_event.h>

enum {
  HPI_NO_SWITCH_PS = 1000000, /* no switch and back takes less */
  HPI_SQUARE_TICKS = 1 << 20, /* a length of so many and its square need no care: 64 bits hold them, and a bin */
  HPI_BLIND_TIMES = 32,       /* a stretch that is so many readings long is worth one */
  HPI_BLIND_NS = 4000,        /* and at least so long */
  HPI_OFF_TRIALS = 16,        /* readings that tell what one costs */
  HPI_OFF_TRIES = 3,          /* to read without being switched meanwhile */
  HPI_NOISE_NS = 300,         /* the two clocks are read one after the other, */
  HPI_NOISE_SHIFT = 14,       /* and one may run faster by such a part */
  HPI_SWITCHES_AT = 64 << 10, /* the kernel's page, behind our own */
};

/* A thread's own page. A fork wipes it: the child has no event, and what the kernel's page was mapped at is not. */
struct HpiSwitches {
  const volatile struct perf_event_mmap_page *Page; /* null: there is none */
  uint32_t Seen;                                    /* its lock */
};

HPI_RT int64_t offCpuClock(void) HPI_SYM("offCpuClock");

/* The thread's time off the processor, ns, from any zero. */
int64_t offCpuClock(void) {
  if (State.Clock.Kind == HPI_CLOCK_STEPS)
    return (int64_t)(Thread.Steps / State.Clock.Step * State.Clock.OffStep);
  uint64_t Wall = sysClockNs(HPI_CLOCK_RAW);
  return (int64_t)(Wall - sysClockNs(HPI_CLOCK_THREAD));
}

HPI_INLINE int isLockedIn(void) { return State.Page && sysIsLockedIn(State.Page->SeccompAtStart); }

HPI_INLINE uint64_t ticksOfPs(uint64_t Ps) {
  uint64_t Ticks = ((unsigned __int128)Ps << HPI_CLOCK_SHIFT) / State.Clock.PsPerTick;
  return Ticks ? Ticks : 1;
}

void offCpuStart(void) {
  struct HpiClock *Clock = &State.Clock;
  uint64_t Step = State.Page && Clock->Kind == HPI_CLOCK_STEPS ? State.Page->Options.off_step : 0;
  if (Clock->Kind == HPI_CLOCK_STEPS) {
    Clock->OffStep = (uint32_t)Step;
    Clock->TellsOffCpu = Step != 0;
    return;
  }
  Clock->PlainTicks = HPI_SQUARE_TICKS;
  if (isLockedIn() || !sysClockNs(HPI_CLOCK_RAW) || !sysClockNs(HPI_CLOCK_THREAD))
    return;
  uint64_t Least = ~0ull;
  for (int I = 0; I < HPI_OFF_TRIALS; ++I) {
    uint64_t Before = clockRead(&Thread.Steps), Took;
    isLockedIn();
    offCpuClock();
    Took = clockRead(&Thread.Steps) - Before;
    Least = Took < Least ? Took : Least;
  }
  uint64_t Blind = Least * HPI_BLIND_TIMES, LeastBlind = ticksOfPs(HPI_BLIND_NS * 1000ull);
  uint64_t Plain = ticksOfPs(HPI_NO_SWITCH_PS);
  Clock->BlindTicks = Blind > LeastBlind ? Blind : LeastBlind;
  Clock->PlainTicks = Plain < HPI_SQUARE_TICKS ? Plain : HPI_SQUARE_TICKS;
  Clock->TellsOffCpu = 1;
}

HPI_RT int64_t openSwitches(void) HPI_SYM("openSwitches");

/* An event of the calling thread that never happens: the kernel tells its page when the thread is switched in. */
int64_t openSwitches(void) {
  struct perf_event_attr Attr;
  for (uint64_t I = 0; I < sizeof(Attr); ++I)
    ((volatile char *)&Attr)[I] = 0;
  Attr.type = PERF_TYPE_SOFTWARE;
  Attr.size = sizeof(Attr);
  Attr.config = PERF_COUNT_SW_DUMMY;
  Attr.exclude_kernel = 1;
  Attr.exclude_hv = 1;
  return HPI_CALL(perf_event_open, &Attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC, 0);
}

HPI_INLINE int wantsPerf(void) {
  uint64_t Sampler = State.Page ? State.Page->Options.sampler : HPI_WORD_sampler_auto;
  return Sampler != HPI_WORD_sampler_timer && Sampler != HPI_WORD_sampler_thread;
}

HPI_RT void watchSwitches(char *Memory) HPI_SYM("watchSwitches");

void watchSwitches(char *Memory) {
  struct HpiSwitches *Switches = (struct HpiSwitches *)Memory;
  if (!wantsPerf() || sysWipeOnFork(Memory, HPI_SWITCHES_AT) < 0)
    return;
  int64_t Fd = openSwitches();
  if (Fd < 0)
    return;
  int64_t Page = HPI_CALL(mmap, Memory + HPI_SWITCHES_AT, 4096, HPI_PROT_READ, MAP_SHARED | MAP_FIXED, Fd, 0);
  sysClose(Fd);
  if (Page <= 0)
    return;
  Switches->Page = (const volatile struct perf_event_mmap_page *)Page;
  Switches->Seen = Switches->Page->lock;
  Thread.Switches = Switches;
}

void offCpuThread(char *Memory) {
  Thread.Switches = 0;
  if (!State.Clock.TellsOffCpu || isLockedIn())
    return;
  if (State.Clock.Kind != HPI_CLOCK_STEPS)
    watchSwitches(Memory);
  Thread.OffCpuNs = offCpuClock();
}

int offCpuForked(char *Memory) {
  char *Gone = Memory + HPI_SWITCHES_AT;
  if (Thread.Switches) {
    int64_t At = HPI_CALL(mmap, Gone, 4096, HPI_PROT_READ | HPI_PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (At != (int64_t)Gone) {
      if (At > 0) /* a kernel that does not know the flag */
        sysUnmap((void *)At, 4096);
      State.Clock.TellsOffCpu = 0;
      Thread.Switches = 0;
      return 0;
    }
  }
  offCpuThread(Memory);
  return 1;
}

HPI_RT int mayHaveSwitched(uint64_t Ticks) HPI_SYM("mayHaveSwitched");

int mayHaveSwitched(uint64_t Ticks) {
  struct HpiSwitches *Switches = Thread.Switches;
  if (!Switches || !Switches->Page)
    return Ticks >= State.Clock.BlindTicks;
  uint32_t Lock = Switches->Page->lock;
  if (Lock == Switches->Seen)
    return 0;
  Switches->Seen = Lock;
  return 1;
}

HPI_RT int64_t offCpuUndisturbed(void) HPI_SYM("offCpuUndisturbed");

/* As offCpuClock(), without being switched meanwhile, if that can be had: asked for its CPU time, a kernel may well
 * find that the thread has had enough of it. */
int64_t offCpuUndisturbed(void) {
  int64_t Ns = 0;
  for (int I = 0; I < HPI_OFF_TRIES; ++I) {
    uint64_t Start = clockRead(&Thread.Steps);
    Ns = offCpuClock();
    if (!mayHaveSwitched(clockRead(&Thread.Steps) - Start))
      break;
  }
  return Ns;
}

HPI_RT uint64_t offCpuSince(void) HPI_SYM("offCpuSince");

/* What the thread was off the processor since this was last asked, ps. */
uint64_t offCpuSince(void) {
  int64_t Before = Thread.OffCpuNs;
  int64_t Ns = State.Clock.Kind == HPI_CLOCK_STEPS ? offCpuClock() : offCpuUndisturbed();
  Thread.OffCpuNs = Ns;
  return Ns > Before ? (uint64_t)(Ns - Before) * 1000 : 0;
}

uint64_t offCpuBefore(uint64_t Now, uint64_t Ticks) {
  if (!State.Clock.TellsOffCpu || (int64_t)Ticks < 0 || !mayHaveSwitched(Ticks))
    return Now;
  if (isLockedIn()) {
    State.Clock.TellsOffCpu = 0;
    return Now;
  }
  int IsReal = State.Clock.Kind != HPI_CLOCK_STEPS;
  uint64_t Ps = offCpuSince(), Most = (uint64_t)clockPs((int64_t)Ticks);
  uint64_t After = IsReal ? clockRead(&Thread.Steps) : Now;
  uint64_t Took = After > Now ? (uint64_t)clockPs((int64_t)(After - Now)) : 0;
  if (IsReal && Ps < HPI_NOISE_NS * 1000ull + (Most >> HPI_NOISE_SHIFT))
    Ps = 0;
  Ps = Ps < Most + Took ? Ps : Most + Took;
  const struct HpiTimedFrame *Frame = Thread.Top - 1;
  if (Thread.Top > Thread.Base && Frame->Key)
    bookOffCpu(Ps);
  /* Readings are where a thread is often put off. */
  payProbe(Ps > Most ? Took - (Ps - Most) : Took);
  return Thread.Since = After;
}
