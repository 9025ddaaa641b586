/* ApiSamples.c - sampled time that belongs to a label, or to nothing.
 *
 * A sample stands for the time since the one before it, so that a change is up to one period off. It has the label that
 * is current when it is taken in: before each change what was sampled is taken in.
 */
#include "Api.h"

void samplesSettle(const struct HpiCall *Call) {
  const struct HpiShared *Shared = Call->Page->Shared;
  void (*Flush)(void) = Shared ? Shared->FlushSamples : 0;
  if (Flush)
    Flush();
}

HPI_RT void markPartial(struct HpiShared *Shared) HPI_SYM("markPartial");

void markPartial(struct HpiShared *Shared) {
  if (Shared->NumSampleSegments)
    Shared->SampleSegments[0]->Flags |= HPI_SAMPLES_PARTIAL;
}

void samplesApply(const struct HpiCall *Call) {
  struct HpiShared *Shared = Call->Page->Shared;
  if (!Shared)
    return;
  uint32_t Label = Call->Page->Header.Label < HPI_SAMPLES_STOPPED ? Call->Page->Header.Label : 0;
  __atomic_store_n(&Shared->SampleLabel, Call->Api->IsStopped ? HPI_SAMPLES_STOPPED : Label, __ATOMIC_RELEASE);
  if (Call->Api->IsStopped)
    markPartial(Shared);
}

void samplesReset(const struct HpiCall *Call) {
  struct HpiShared *Shared = Call->Page->Shared;
  if (!Shared)
    return;
  samplesSettle(Call);
  for (uint32_t I = 0; I < Shared->NumSampleSegments; ++I) {
    struct HpiSampleEntry *Entries = (struct HpiSampleEntry *)(Shared->SampleSegments[I] + 1);
    for (uint32_t E = 0; E < Shared->SampleSegments[I]->NumEntries; ++E)
      if (Entries[E].Key) {
        __atomic_store_n(&Entries[E].Count, 0, __ATOMIC_RELAXED);
        __atomic_store_n(&Entries[E].TimeNs, 0, __ATOMIC_RELAXED);
      }
  }
  if (Shared->NumSampleSegments)
    Shared->SampleSegments[0]->NumLost = 0;
  markPartial(Shared);
}
