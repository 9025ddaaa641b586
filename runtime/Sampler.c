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
#include "Spawn.h"
#include "Syscall.h"

enum {
  HPI_REQUEST_SIGNAL = 34, /* any would do: it is sent to our thread only, where it is blocked */
  HPI_FLUSH_MS = 50,       /* longest that a sample waits in a ring while the process lives */
  HPI_PERIOD_NS = 1000000,
  HPI_FIRST_PERIOD_NS = 200000, /* of the first HPI_FIRST_NS of a thread */
  HPI_FIRST_NS = 100000000,
  HPI_SPAWN_STACK = 65536,
  HPI_POLLIN = 1,
};

HPI_RT uint64_t drawPeriod(struct HpiShared *Shared, const struct HpiWatched *Watched) HPI_SYM("drawPeriod");

/* A period that differs from batch to batch of samples, by up to two fifths: a fixed one would fall into step with a
 * program that repeats itself. */
uint64_t drawPeriod(struct HpiShared *Shared, const struct HpiWatched *Watched) {
  uint64_t Mean = Watched->LastCpuNs < HPI_FIRST_NS ? HPI_FIRST_PERIOD_NS : HPI_PERIOD_NS;
  Shared->Random = Shared->Random * 6364136223846793005u + 1442695040888963407u;
  return Mean * 6 / 10 + (Shared->Random >> 33) % (Mean * 8 / 10);
}

HPI_RT void openWatched(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("openWatched");

void openWatched(struct HpiShared *Shared, struct HpiWatched *Watched) {
  Watched->LastCpuNs = 0;
  Watched->PeriodNs = drawPeriod(Shared, Watched);
  int64_t Error = perfOpen(Watched, Watched->Tid, Watched->PeriodNs);
  Watched->Phase = Error ? HPI_WATCH_FAILED : HPI_WATCH_OPEN;
  if (Error == -ESRCH)
    __atomic_store_n(&Watched->Tid, 0, __ATOMIC_RELEASE);
  else if (!Error)
    Shared->SampleSegments[0]->Source = HPI_SOURCE_PERF;
}

HPI_RT uint32_t serveWatched(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("serveWatched");

/* \returns how many samples the thread had */
uint32_t serveWatched(struct HpiShared *Shared, struct HpiWatched *Watched) {
  if (Watched->Phase == HPI_WATCH_WANTED)
    openWatched(Shared, Watched);
  if (Watched->Phase != HPI_WATCH_OPEN)
    return 0;
  int IsGone = !sysThreadLives(State.Pid, Watched->Tid);
  uint32_t NumSamples = collectRing(Shared, Watched);
  if (IsGone) {
    perfClose(Watched);
    Watched->Phase = HPI_WATCH_FREE;
    __atomic_store_n(&Watched->Tid, 0, __ATOMIC_RELEASE);
  } else if (NumSamples) {
    Watched->PeriodNs = drawPeriod(Shared, Watched);
    perfSetPeriod(Watched, Watched->PeriodNs);
  }
  return NumSamples;
}

HPI_RT uint32_t serveAll(struct HpiShared *Shared) HPI_SYM("serveAll");

uint32_t serveAll(struct HpiShared *Shared) {
  uint32_t NumSamples = 0;
  lockAcquire(&Shared->CollectLock, State.Pid);
  for (uint32_t I = 0; I < Shared->NumThreads; ++I)
    if (__atomic_load_n(&Shared->Threads[I].Tid, __ATOMIC_ACQUIRE))
      NumSamples += serveWatched(Shared, &Shared->Threads[I]);
  Shared->SampleSegments[0]->SamplerNs = sysClockNs(HPI_CLOCK_THREAD);
  lockRelease(&Shared->CollectLock);
  return NumSamples;
}

HPI_RT void waitForWork(struct HpiShared *Shared, int64_t Requests, int HadSamples) HPI_SYM("waitForWork");

void waitForWork(struct HpiShared *Shared, int64_t Requests, int HadSamples) {
  uint32_t Num = 0;
  Shared->Polled[Num++] = (struct HpiPoll){(int32_t)Requests, HPI_POLLIN, 0};
  for (uint32_t I = 0; I < Shared->NumThreads; ++I)
    if (Shared->Threads[I].Tid && Shared->Threads[I].Phase == HPI_WATCH_OPEN)
      Shared->Polled[Num++] = (struct HpiPoll){Shared->Threads[I].Fd, HPI_POLLIN, 0};
  sysPoll(Shared->Polled, Num, HadSamples ? HPI_FLUSH_MS * 1000000 : 0);
  if (Shared->Polled[0].Returned)
    sysRead(Requests, Shared->Record, 128);
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
  int64_t Requests = prepareThread();
  if (Requests < 0)
    return;
  while (!__atomic_load_n(&Shared->StopsSampler, __ATOMIC_ACQUIRE)) {
    uint32_t NumSamples = serveAll(Shared);
    waitForWork(Shared, Requests, NumSamples != 0);
    if (!State.Page->SeccompAtStart && sysSeccompMode() > 0)
      return;
  }
}

void samplerStart(int64_t Fd) {
  struct HpiShared *Shared = State.Page->Shared;
  if (!Shared || Shared->IsSampling || State.Page->Options.sampler == HPI_WORD_sampler_none)
    return;
  if (!Shared->NumSampleSegments && samplesStart(Fd))
    return;
  int64_t Stack = sysMap(0, HPI_SPAWN_STACK, -1, 0);
  if (Stack < 0)
    return;
  Shared->IsSampling = 1;
  Shared->StopsSampler = 0;
  Shared->Random = State.Page->Header.ImageId;
  Shared->SampleSegments[0]->PeriodNs = HPI_PERIOD_NS;
  Shared->SamplerState = &State;
  if (sysSpawn((char *)Stack + HPI_SPAWN_STACK, sampleThreads, Shared, &Shared->SamplerTid) < 0)
    sysUnmap((void *)Stack, HPI_SPAWN_STACK);
}

HPI_RT void wakeSampler(struct HpiShared *Shared) HPI_SYM("wakeSampler");

void wakeSampler(struct HpiShared *Shared) {
  if (Shared->SamplerTid)
    HPI_CALL(tgkill, State.Pid, Shared->SamplerTid, HPI_REQUEST_SIGNAL, 0, 0, 0);
}

void samplerWatch(uint32_t Tid) {
  struct HpiShared *Shared = State.Page->Shared;
  if (!Shared || !Shared->IsSampling)
    return;
  for (uint32_t I = 0; I < Shared->NumThreads; ++I)
    if (Shared->Threads[I].Tid == Tid)
      return;
  for (uint32_t I = 0; I < HPI_NUM_WATCHED; ++I) {
    struct HpiWatched *Watched = &Shared->Threads[I];
    uint32_t Free = 0;
    if (!__atomic_compare_exchange_n(&Watched->Tid, &Free, Tid, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      continue;
    __atomic_store_n(&Watched->Phase, HPI_WATCH_WANTED, __ATOMIC_RELEASE);
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
      collectRing(Shared, &Shared->Threads[I]);
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
  Shared->IsSampling = 0;
}
