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

HPI_INLINE struct HpiStackMoment momentOfSample(struct HpiShared *Shared, const struct HpiPerfSample *Sample) {
  return (struct HpiStackMoment){.Pc = Sample->Pc,
                                 .Sp = Sample->Sp,
                                 .Bp = Sample->Bp,
                                 .Link = Sample->Link,
                                 .Stack = Sample->Stack,
                                 .From = Sample->Sp,
                                 .StackBytes = Sample->StackBytes,
                                 .Room = Shared->StackRoom,
                                 .RoomBytes = sizeof(Shared->StackRoom),
                                 .Runs = 1};
}

HPI_INLINE void noteReach(struct HpiWatched *Watched, uint64_t Reach, uint32_t HasMoved) {
  Watched->NumBeyond += Reach > Watched->StackBytes;
  Watched->NumMoved += HasMoved;
  Watched->Reach = Reach > Watched->Reach ? Reach : Watched->Reach;
}

HPI_RT void takeSample(struct HpiShared *Shared, struct HpiWatched *Watched, const struct HpiPerfSample *Sample)
    HPI_SYM("takeSample");

void takeSample(struct HpiShared *Shared, struct HpiWatched *Watched, const struct HpiPerfSample *Sample) {
  uint32_t Context = 0, Thread = (uint32_t)(Watched - Shared->Threads);
  uint64_t CpuNs = Watched->BaseNs + Sample->CpuNs, TimeNs = CpuNs - Watched->LastCpuNs;
  Watched->LastCpuNs = CpuNs;
  if (Watched->HasLost && TimeNs > Watched->PeriodNs) {
    sampleAdd(0, Thread, TimeNs - Watched->PeriodNs);
    TimeNs = Watched->PeriodNs;
  }
  Watched->HasLost = 0;
  if (Sample->HasRegisters) {
    struct HpiStackMoment Moment = momentOfSample(Shared, Sample);
    uint32_t Depth = walkStack(&Moment, Shared->Pcs);
    updateMaps(Shared, Shared->Pcs, Depth);
    Context = contextIntern(Shared->Pcs, Depth);
    noteReach(Watched, Moment.Sp - Sample->Sp, Moment.HasMoved);
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
