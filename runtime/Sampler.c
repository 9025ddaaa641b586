/* Sampler.c - where the process's threads spend their time. See Sampler.h.
 *
 * One thread of ours opens an event for each thread of the host's that has counted, and sleeps until a ring is half
 * full. It has a descriptor table of its own, so that the host neither sees nor closes what it opens, and no descriptor
 * of the host's stays open through it; all signals are blocked on it. Requests come by a signal that only it can take,
 * from a descriptor. It ends with the process, by any way of ending; what is then still in the rings, up to
 * HPI_FLUSH_MS of each thread, is taken in at exit() and lost otherwise.
 */
#include "Sampler.h"

#include "Collect.h"
#include "Lock.h"
#include "PerfEvent.h"
#include "Samples.h"
#include "SignalSampler.h"
#include "Spawn.h"
#include "Syscall.h"

enum {
  HPI_REQUEST_SIGNAL = 34, /* any would do: it is sent to our thread only, where it is blocked */
  HPI_FLUSH_MS = 50,       /* longest that a sample waits in a ring while the process lives */
  HPI_LEAST_RATE = 10,     /* samples a second of a thread's time */
  HPI_MOST_RATE = 10000,
  HPI_FIRST_NS = 100000000, /* of a thread, of which more samples are taken: 5 for 2 */
  HPI_MOST_DOUBLINGS = 6,   /* of the period */
  HPI_MOST_COST = 6,        /* samples come less often where taking them in costs more than one in so many of the */
                            /* nanoseconds that they stand for, */
  HPI_LEAST_COST = 40,      /* and more often again where it costs less */
  HPI_NUM_FIRST_TICKS = 250,
  HPI_IDLE_TICK_NS = 20000000,
  HPI_SPAWN_STACK = 65536,
  HPI_POLLIN = 1,
  HPI_FIRST_STACK_BYTES = 4096, /* of the stack in a sample; four times more or less, within these bounds */
  HPI_LEAST_STACK_BYTES = 1024,
  HPI_MOST_STACK_BYTES = 16384,
  HPI_CALM_LOOKS = 8, /* at the ring, before less is taken */
};

HPI_RT uint64_t meanPeriodNs(void) HPI_SYM("meanPeriodNs");

uint64_t meanPeriodNs(void) {
  uint64_t Rate = State.Page->Options.rate;
  Rate = Rate < HPI_LEAST_RATE ? HPI_LEAST_RATE : Rate > HPI_MOST_RATE ? HPI_MOST_RATE : Rate;
  return 1000000000 / Rate;
}

/* Of the samples that are taken first. */
HPI_INLINE uint64_t firstPeriodNs(void) { return meanPeriodNs() * 2 / 5; }

HPI_RT uint64_t drawPeriod(struct HpiShared *Shared, const struct HpiWatched *Watched) HPI_SYM("drawPeriod");

/* A period that differs from batch to batch of samples, by up to two fifths: a fixed one would fall into step with a
 * program that repeats itself. */
uint64_t drawPeriod(struct HpiShared *Shared, const struct HpiWatched *Watched) {
  uint64_t Mean = Watched->LastCpuNs < HPI_FIRST_NS ? firstPeriodNs() : meanPeriodNs();
  Shared->Random = Shared->Random * 6364136223846793005u + 1442695040888963407u;
  Mean <<= Watched->Doublings;
  return Mean * 6 / 10 + (Shared->Random >> 33) % (Mean * 8 / 10);
}

HPI_RT void forgetWatched(struct HpiWatched *Watched) HPI_SYM("forgetWatched");

void forgetWatched(struct HpiWatched *Watched) {
  Watched->Phase = HPI_WATCH_FREE;
  __atomic_store_n(&Watched->Tid, 0, __ATOMIC_RELEASE);
}

HPI_RT int64_t startTimer(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("startTimer");

int64_t startTimer(struct HpiShared *Shared, struct HpiWatched *Watched) {
  Watched->PeriodNs = meanPeriodNs();
  int64_t Error = signalStartTimer(Shared, Watched);
  if (Error)
    return Error;
  Watched->Phase = HPI_WATCH_TIMED;
  Shared->SampleSegments[0]->Source = HPI_SOURCE_TIMER;
  return 0;
}

HPI_RT int64_t openSignalled(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("openSignalled");

/* Has the thread sampled by signals. \returns 0 or a negative errno value */
int64_t openSignalled(struct HpiShared *Shared, struct HpiWatched *Watched) {
  int64_t Error = Shared->Signal ? 0 : signalInstall(Shared);
  int IsSent = State.Page->Options.sampler == HPI_WORD_sampler_thread, IsWall = State.Page->Options.clock != 0;
  if (!Error && (IsSent || IsWall))
    Error = signalOpen(Watched);
  if (!Error && !IsSent)
    Error = startTimer(Shared, Watched);
  if (Error || !(IsSent || IsWall))
    return Error;
  ++Shared->NumSignalled;
  Shared->NumActive = 1;
  Watched->Phase = HPI_WATCH_SIGNALLED;
  if (IsSent)
    Shared->SampleSegments[0]->Source = HPI_SOURCE_THREAD;
  return 0;
}

HPI_RT void serveSignalled(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("serveSignalled");

void serveSignalled(struct HpiShared *Shared, struct HpiWatched *Watched) {
  uint64_t SentBefore = Watched->SentCpuNs;
  int Result = State.Page->Options.clock ? signalTickWall(Shared, Watched) : signalTick(Shared, Watched);
  if (Watched->SentCpuNs != SentBefore)
    Watched->PeriodNs = drawPeriod(Shared, Watched);
  Shared->NumActive += Result > 0;
  if (Result >= 0)
    return;
  --Shared->NumSignalled;
  signalStopTimer(Watched);
  signalClose(Watched);
  forgetWatched(Watched);
}

HPI_RT void openWatched(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("openWatched");

void openWatched(struct HpiShared *Shared, struct HpiWatched *Watched) {
  Watched->LastCpuNs = 0;
  Watched->Doublings = 0;
  Watched->PeriodNs = drawPeriod(Shared, Watched);
  Watched->StackBytes = HPI_FIRST_STACK_BYTES;
  Watched->BaseNs = Watched->NumSmall = Watched->NumGrown = 0;
  int64_t Error = -EPERM;
  if (State.Page->Options.sampler != HPI_WORD_sampler_thread && !State.Page->Options.clock)
    Error = perfOpen(Watched);
  if (!Error) {
    Watched->Phase = HPI_WATCH_OPEN;
    Shared->SampleSegments[0]->Source = HPI_SOURCE_PERF;
    return;
  }
  if (Error != -ESRCH && State.Page->Options.sampler != HPI_WORD_sampler_perf)
    Error = openSignalled(Shared, Watched);
  if (Error == -ESRCH)
    forgetWatched(Watched);
  else if (Error)
    Watched->Phase = HPI_WATCH_FAILED;
}

HPI_RT uint32_t serveRing(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("serveRing");

/* Takes in what is in the ring. Deep stacks of code that is seldom the same take long to look up: samples then come
 * less often, so that taking them never costs more than a small part of what they measure. */
uint32_t serveRing(struct HpiShared *Shared, struct HpiWatched *Watched) {
  uint64_t Before = sysClockNs(HPI_CLOCK_THREAD), SampledBefore = Watched->LastCpuNs;
  Watched->NumBeyond = Watched->NumMoved = 0;
  Watched->Reach = 0;
  uint32_t NumSamples = collectRing(Shared, Watched);
  uint64_t Cost = sysClockNs(HPI_CLOCK_THREAD) - Before, Sampled = Watched->LastCpuNs - SampledBefore;
  if (Cost * HPI_MOST_COST > Sampled && NumSamples && Watched->Doublings < HPI_MOST_DOUBLINGS)
    ++Watched->Doublings;
  else if (Cost * HPI_LEAST_COST < Sampled && Watched->Doublings)
    --Watched->Doublings;
  return NumSamples;
}

HPI_RT uint32_t wantedStackBytes(struct HpiWatched *Watched, uint32_t NumSamples) HPI_SYM("wantedStackBytes");

/* How much of the stack the next samples are to hold, by what these would have needed. What is outside is read in
 * place, at the cost of a system call, while it lasts. */
uint32_t wantedStackBytes(struct HpiWatched *Watched, uint32_t NumSamples) {
  uint32_t Bytes = Watched->StackBytes;
  int IsShort =
      Watched->NumMoved * 16 > NumSamples || (Bytes == HPI_LEAST_STACK_BYTES && Watched->NumBeyond * 4 > NumSamples);
  Watched->NumSmall = Watched->Reach <= Bytes / 4 ? Watched->NumSmall + 1 : 0;
  if (IsShort && Bytes < HPI_MOST_STACK_BYTES) {
    Watched->NumGrown += Watched->NumGrown < HPI_MOST_DOUBLINGS;
    return Bytes * 4;
  }
  uint32_t Calm = (uint32_t)HPI_CALM_LOOKS << Watched->NumGrown;
  return Watched->NumSmall >= Calm && Bytes > HPI_LEAST_STACK_BYTES ? Bytes / 4 : Bytes;
}

HPI_RT void fitStack(struct HpiWatched *Watched, uint32_t NumSamples) HPI_SYM("fitStack");

void fitStack(struct HpiWatched *Watched, uint32_t NumSamples) {
  uint32_t Bytes = wantedStackBytes(Watched, NumSamples);
  if (Bytes == Watched->StackBytes)
    return;
  Watched->NumSmall = 0;
  if (perfReopen(Watched, Bytes))
    Watched->Phase = HPI_WATCH_WANTED; /* another way may be found */
}

HPI_RT uint32_t serveWatched(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("serveWatched");

/* \returns how many samples the thread had */
uint32_t serveWatched(struct HpiShared *Shared, struct HpiWatched *Watched) {
  if (Watched->Phase == HPI_WATCH_WANTED)
    openWatched(Shared, Watched);
  if (Watched->Phase == HPI_WATCH_SIGNALLED)
    serveSignalled(Shared, Watched);
  if (Watched->Phase == HPI_WATCH_TIMED && !sysThreadLives(State.Pid, Watched->Tid)) {
    signalStopTimer(Watched);
    forgetWatched(Watched);
  }
  if (Watched->Phase != HPI_WATCH_OPEN)
    return 0;
  int IsGone = !sysThreadLives(State.Pid, Watched->Tid);
  uint32_t NumSamples = serveRing(Shared, Watched);
  if (IsGone && NumSamples < HPI_COLLECT_BATCH) {
    perfClose(Watched);
    forgetWatched(Watched);
  } else if (NumSamples) {
    Watched->PeriodNs = drawPeriod(Shared, Watched);
    perfSetPeriod(Watched, Watched->PeriodNs);
    if (NumSamples < HPI_COLLECT_BATCH)
      fitStack(Watched, NumSamples);
  }
  return NumSamples;
}

HPI_RT uint32_t serveAll(struct HpiShared *Shared) HPI_SYM("serveAll");

uint32_t serveAll(struct HpiShared *Shared) {
  uint32_t NumSamples = 0;
  lockAcquire(&Shared->CollectLock, State.Pid);
  Shared->NumActive = 0;
  for (uint32_t I = 0; I < Shared->NumThreads; ++I)
    if (__atomic_load_n(&Shared->Threads[I].Tid, __ATOMIC_ACQUIRE))
      NumSamples += serveWatched(Shared, &Shared->Threads[I]);
  Shared->SampleSegments[0]->SamplerNs = sysClockNs(HPI_CLOCK_THREAD);
  lockRelease(&Shared->CollectLock);
  return NumSamples;
}

HPI_RT void waitForWork(struct HpiShared *Shared, int64_t Requests, int64_t TimeoutNs) HPI_SYM("waitForWork");

void waitForWork(struct HpiShared *Shared, int64_t Requests, int64_t TimeoutNs) {
  uint32_t Num = 0;
  Shared->Polled[Num++] = (struct HpiPoll){(int32_t)Requests, HPI_POLLIN, 0};
  for (uint32_t I = 0; I < Shared->NumThreads; ++I)
    if (Shared->Threads[I].Tid && Shared->Threads[I].Phase == HPI_WATCH_OPEN)
      Shared->Polled[Num++] = (struct HpiPoll){Shared->Threads[I].Fd, HPI_POLLIN, 0};
  sysPoll(Shared->Polled, Num, TimeoutNs);
  if (Shared->Polled[0].Returned)
    sysRead(Requests, Shared->Record, 128);
}

HPI_RT int64_t nextWait(struct HpiShared *Shared, int HadSamples, int64_t Wait) HPI_SYM("nextWait");

/* How long to sleep, 0 for until something comes, after a sleep of Wait. Threads that are signalled must be looked at,
 * the less often the longer none of them ran. */
int64_t nextWait(struct HpiShared *Shared, int HadSamples, int64_t Wait) {
  if (!Shared->NumSignalled)
    return HadSamples ? HPI_FLUSH_MS * 1000000 : 0;
  if (!Shared->NumActive)
    return Wait && Wait < HPI_IDLE_TICK_NS ? Wait * 2 : HPI_IDLE_TICK_NS;
  return (int64_t)(Shared->NumTicks++ < HPI_NUM_FIRST_TICKS ? firstPeriodNs() : meanPeriodNs() / 2);
}

HPI_RT int64_t prepareThread(void) HPI_SYM("prepareThread");

/* Gives the calling thread a descriptor table of its own. \returns a descriptor for requests, or a negative errno value
 */
int64_t prepareThread(void) {
  int64_t Error = HPI_CALL(close_range, 0, ~0u, 2 /* CLOSE_RANGE_UNSHARE */, 0, 0, 0);
  if (Error)
    return Error;
  HPI_CALL(prctl, 15 /* PR_SET_NAME */, "hpinstr", 0, 0, 0, 0);
  uint64_t Mask = 1ull << (HPI_REQUEST_SIGNAL - 1);
  return HPI_CALL(signalfd4, -1, &Mask, HPI_SIGSET_BYTES, 0x80800 /* non-blocking, close-on-exec */, 0, 0);
}

HPI_RT void sampleThreads(void *Argument) HPI_SYM("sampleThreads");

/* The sampling thread. */
void sampleThreads(void *Argument) {
  struct HpiShared *Shared = Argument;
  int64_t Requests = prepareThread(), Wait = 0;
  if (Requests < 0)
    return;
  while (!__atomic_load_n(&Shared->StopsSampler, __ATOMIC_ACQUIRE)) {
    uint32_t NumSamples = serveAll(Shared);
    Wait = nextWait(Shared, NumSamples != 0, Wait);
    waitForWork(Shared, Requests, Wait);
    if (sysIsLockedIn(State.Page->SeccompAtStart))
      return;
  }
}

HPI_RT int spawnSampler(struct HpiShared *Shared) HPI_SYM("spawnSampler");

/* \returns 0 where no thread can be had, or none with descriptors of its own */
int spawnSampler(struct HpiShared *Shared) {
  if (HPI_CALL(close_range, ~0u, ~0u, 0, 0, 0, 0))
    return 0;
  int64_t Stack = sysMap(0, HPI_SPAWN_STACK, -1, 0);
  if (Stack < 0)
    return 0;
  if (sysSpawn((char *)Stack + HPI_SPAWN_STACK, sampleThreads, Shared, &Shared->SamplerTid) > 0)
    return 1;
  sysUnmap((void *)Stack, HPI_SPAWN_STACK);
  return 0;
}

void samplerStart(int64_t Fd) {
  struct HpiShared *Shared = State.Page->Shared;
  if (!Shared || Shared->IsSampling || State.Page->Options.sampler == HPI_WORD_sampler_none)
    return;
  if (!Shared->NumSampleSegments && samplesStart(Fd))
    return;
  Shared->IsSampling = 1;
  Shared->FlushSamples = samplerFlush;
  Shared->StopsSampler = 0;
  Shared->Random = State.Page->Header.ImageId;
  Shared->SampleSegments[0]->PeriodNs = meanPeriodNs();
  Shared->SamplerState = &State;
  Shared->SampleSegments[0]->Clock = State.Page->Options.clock ? HPI_SAMPLE_WALL : HPI_SAMPLE_CPU;
  if (State.Page->Options.sampler == HPI_WORD_sampler_timer || !spawnSampler(Shared))
    Shared->UsesTimers = !signalInstall(Shared);
}

HPI_RT void wakeSampler(struct HpiShared *Shared) HPI_SYM("wakeSampler");

void wakeSampler(struct HpiShared *Shared) {
  if (Shared->SamplerTid)
    HPI_CALL(tgkill, State.Pid, Shared->SamplerTid, HPI_REQUEST_SIGNAL, 0, 0, 0);
}

HPI_RT void dropTimers(struct HpiShared *Shared) HPI_SYM("dropTimers");

/* Frees the places of threads that have ended, whom no sampling thread sees go. */
void dropTimers(struct HpiShared *Shared) {
  for (uint32_t I = 0; I < Shared->NumThreads; ++I) {
    struct HpiWatched *Watched = &Shared->Threads[I];
    if (Watched->Phase != HPI_WATCH_TIMED || sysThreadLives(State.Pid, Watched->Tid))
      continue;
    signalStopTimer(Watched);
    forgetWatched(Watched);
  }
}

void samplerWatch(uint32_t Tid) {
  struct HpiShared *Shared = State.Page->Shared;
  if (!Shared || !Shared->IsSampling)
    return;
  for (uint32_t I = 0; I < Shared->NumThreads; ++I)
    if (Shared->Threads[I].Tid == Tid)
      return;
  if (Shared->UsesTimers)
    dropTimers(Shared);
  for (uint32_t I = 0; I < HPI_NUM_WATCHED; ++I) {
    struct HpiWatched *Watched = &Shared->Threads[I];
    uint32_t Free = 0;
    if (!__atomic_compare_exchange_n(&Watched->Tid, &Free, Tid, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      continue;
    __atomic_store_n(&Watched->Phase, HPI_WATCH_WANTED, __ATOMIC_RELEASE);
    if (Shared->UsesTimers && startTimer(Shared, Watched))
      Watched->Phase = HPI_WATCH_FAILED;
    uint32_t Num = Shared->NumThreads;
    while (Num <= I &&
           !__atomic_compare_exchange_n(&Shared->NumThreads, &Num, I + 1, 0, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
      ;
    break;
  }
  wakeSampler(Shared);
}

void samplerFlush(void) {
  struct HpiShared *Shared = State.Page->Shared;
  if (!Shared || !Shared->NumSampleSegments)
    return;
  lockAcquire(&Shared->CollectLock, State.Pid);
  for (uint32_t I = 0; I < Shared->NumThreads; ++I)
    if (Shared->Threads[I].Tid && Shared->Threads[I].Phase == HPI_WATCH_OPEN)
      while (collectRing(Shared, &Shared->Threads[I]) == HPI_COLLECT_BATCH)
        ;
  lockRelease(&Shared->CollectLock);
}

void samplerStop(void) {
  struct HpiShared *Shared = State.Page->Shared;
  if (!Shared || Shared->SamplerState != &State)
    return;
  __atomic_store_n(&Shared->StopsSampler, 1, __ATOMIC_RELEASE);
  wakeSampler(Shared);
  for (uint32_t Tid; (Tid = __atomic_load_n(&Shared->SamplerTid, __ATOMIC_ACQUIRE));)
    sysFutexWait(&Shared->SamplerTid, Tid);
  for (uint32_t I = 0; I < Shared->NumThreads; ++I)
    if (Shared->Threads[I].Phase == HPI_WATCH_OPEN) {
      sysUnmap(Shared->Threads[I].Ring, 4096 + Shared->Threads[I].RingBytes);
      Shared->Threads[I].Phase = HPI_WATCH_WANTED;
    }
  if (Shared->Signal)
    signalIgnore(Shared);
  Shared->IsSampling = 0;
  Shared->FlushSamples = 0;
}
