/* Collect.c - from records of samples to the tables. See Collect.h.
 *
 * A sample stands for the CPU time that its thread used since the sample before, which the kernel counts exactly. So
 * the sum is right whatever the distances are. Where the kernel lets nobody see its own time, that goes to the next
 * sample of the thread: a bias towards code behind a system call. Where records were lost, their time goes to no stack.
 */
#include "Collect.h"

#include "Contexts.h"
#include "Maps.h"
#include "PerfEvent.h"
#include "Samples.h"
#include "StackWalk.h"
#include "Syscall.h"

#include <linux/perf_event.h>

enum { HPI_RESCAN_NS = 200 * 1000 * 1000 }; /* least time between two looks at the mappings for an unknown address */

HPI_RT uint32_t occurrences(const uint64_t *Pcs, uint32_t Num, uint64_t Pc) HPI_SYM("occurrences");

uint32_t occurrences(const uint64_t *Pcs, uint32_t Num, uint64_t Pc) {
  uint32_t Found = 0;
  for (uint32_t I = 0; I < Num; ++I)
    Found += Pcs[I] == Pc;
  return Found;
}

HPI_RT uint32_t addOuterFrames(uint64_t *Pcs, uint32_t Depth, const struct HpiPerfSample *Sample)
    HPI_SYM("addOuterFrames");

/* Goes on, where the copied stack ended, with the frames that the kernel found by frame pointers: behind the last
 * address of ours in its list. In a recursion that stands there several times, and as often in ours, as each of these
 * frames has a frame pointer but for the innermost: the address in its caller is then not in the kernel's list. */
uint32_t addOuterFrames(uint64_t *Pcs, uint32_t Depth, const struct HpiPerfSample *Sample) {
  uint64_t Last = Pcs[Depth - 1], I = 0;
  while (I < Sample->NumChain && Sample->Chain[I] >= PERF_CONTEXT_MAX)
    ++I;
  int LacksCaller = Depth > 1 && (I + 1 >= Sample->NumChain || Sample->Chain[I + 1] != Pcs[1]);
  uint32_t Before = occurrences(Pcs, Depth, Last) - (LacksCaller && Last == Pcs[1]);
  if (!Before)
    ++I; /* the innermost */
  for (; I < Sample->NumChain && Before; ++I)
    Before -= Sample->Chain[I] == Last;
  for (; I < Sample->NumChain && Depth < HPI_CONTEXT_DEPTH; ++I)
    if (Sample->Chain[I] < PERF_CONTEXT_MAX)
      Pcs[Depth++] = Sample->Chain[I];
  return Depth;
}

HPI_RT void updateMaps(struct HpiShared *Shared, const uint64_t *Pcs, uint32_t Depth) HPI_SYM("updateMaps");

void updateMaps(struct HpiShared *Shared, const uint64_t *Pcs, uint32_t Depth) {
  uint32_t Known = 0;
  while (Known < Depth && mapsFind(Pcs[Known]))
    ++Known;
  uint64_t Now = Known < Depth ? sysClockNs(HPI_CLOCK_MONOTONIC) : 0;
  if (Known == Depth || Now - Shared->MapsSeenNs < HPI_RESCAN_NS)
    return;
  Shared->MapsSeenNs = Now;
  mapsUpdate(-1);
}

HPI_RT void takeSample(struct HpiShared *Shared, struct HpiWatched *Watched, const struct HpiPerfSample *Sample)
    HPI_SYM("takeSample");

void takeSample(struct HpiShared *Shared, struct HpiWatched *Watched, const struct HpiPerfSample *Sample) {
  uint32_t Context = 0, Thread = (uint32_t)(Watched - Shared->Threads);
  uint64_t TimeNs = Sample->CpuNs - Watched->LastCpuNs;
  Watched->LastCpuNs = Sample->CpuNs;
  if (Watched->HasLost && TimeNs > Watched->PeriodNs) {
    sampleAdd(0, Thread, TimeNs - Watched->PeriodNs);
    TimeNs = Watched->PeriodNs;
  }
  Watched->HasLost = 0;
  if (Sample->HasRegisters) {
    struct HpiStackMoment Moment = {Sample->Pc, Sample->Sp, Sample->Bp, Sample->Stack, Sample->StackBytes};
    int Ended;
    uint32_t Depth = walkStack(&Moment, Shared->Pcs, HPI_CONTEXT_DEPTH, &Ended);
    if (!Ended)
      Depth = addOuterFrames(Shared->Pcs, Depth, Sample);
    updateMaps(Shared, Shared->Pcs, Depth);
    Context = contextIntern(Shared->Pcs, foldRecursion(Shared->Pcs, Depth));
  }
  sampleAdd(Context, Thread, TimeNs);
}

uint32_t collectRing(struct HpiShared *Shared, struct HpiWatched *Watched) {
  uint32_t NumSamples = 0;
  uint64_t NumLost = 0;
  struct HpiPerfSample Sample;
  for (uint32_t Type;
       NumSamples < HPI_COLLECT_BATCH && (Type = perfNext(Watched, Shared->Record, &Sample, &NumLost));) {
    Watched->HasLost |= Type == PERF_RECORD_LOST;
    if (Type != PERF_RECORD_SAMPLE)
      continue;
    ++NumSamples;
    takeSample(Shared, Watched, &Sample);
  }
  if (NumLost)
    __atomic_fetch_add(&Shared->SampleSegments[0]->NumLost, NumLost, __ATOMIC_RELAXED);
  return NumSamples;
}
