/* Samples.c - time by context and thread. See Samples.h.
 *
 * Segments of open hash tables in the report, as of contexts: an entry is claimed by storing its key, and its sums only
 * grow. The first segment's head tells how samples were taken.
 */
#include "Samples.h"

#include "File.h"
#include "Lock.h"

enum {
  HPI_FIRST_ENTRIES = 1024, /* of the first segment; each next one has four times as many */
  HPI_LAST_ENTRIES = 262144,
  HPI_ENTRY_PROBES = 32,
};

HPI_RT int64_t growSamples(struct HpiShared *Shared, int64_t Fd) HPI_SYM("growSamples");

int64_t growSamples(struct HpiShared *Shared, int64_t Fd) {
  uint32_t Number = Shared->NumSampleSegments, NumEntries = HPI_FIRST_ENTRIES;
  if (Number == HPI_NUM_SEGMENTS)
    return -ENOSPC;
  for (uint32_t I = 0; I < Number && NumEntries < HPI_LAST_ENTRIES; ++I)
    NumEntries *= 4;
  uint64_t Bytes = alignUp(sizeof(struct HpiSamplesChunk) + NumEntries * sizeof(struct HpiSampleEntry), HPI_PAGE_BYTES);
  struct HpiSamplesChunk Head = {{HPI_CHUNK_SAMPLES, 0, Bytes}, NumEntries, 0, 0, 0, 0, 0, 0, 0};
  int64_t Own = Fd < 0 ? fileReopen(State.Page) : Fd;
  if (Own < 0)
    return Own;
  void *Segment = 0;
  lockAcquire(&State.Page->Header.Lock, State.Pid);
  int64_t Error = fileAppendMapped(State.Page, Own, &Head.Head, sizeof(Head), &Segment);
  lockRelease(&State.Page->Header.Lock);
  if (Fd < 0)
    sysClose(Own);
  if (Error)
    return Error;
  Shared->SampleSegments[Number] = Segment;
  __atomic_store_n(&Shared->NumSampleSegments, Number + 1, __ATOMIC_RELEASE);
  return 0;
}

HPI_RT int growSamplesPast(struct HpiShared *Shared, uint32_t NumSegments) HPI_SYM("growSamplesPast");

/* Makes the table larger than NumSegments, unless another thread just did. \returns 0 where it cannot grow */
int growSamplesPast(struct HpiShared *Shared, uint32_t NumSegments) {
  uint64_t Mask = sysSignalMask(~0ull);
  lockAcquire(&Shared->Lock, State.Pid);
  if (Shared->NumSampleSegments == NumSegments && !Shared->AreSamplesFull && growSamples(Shared, -1))
    Shared->AreSamplesFull = 1;
  int HasGrown = Shared->NumSampleSegments != NumSegments;
  lockRelease(&Shared->Lock);
  sysSignalMask(Mask);
  return HasGrown;
}

HPI_RT struct HpiSampleEntry *findEntryOf(struct HpiSamplesChunk *Segment, uint64_t Key, int IsLast)
    HPI_SYM("findEntryOf");

/* The entry of Key in Segment, claimed where there is none and the segment is the last; null where it has no room. */
struct HpiSampleEntry *findEntryOf(struct HpiSamplesChunk *Segment, uint64_t Key, int IsLast) {
  struct HpiSampleEntry *Entries = (struct HpiSampleEntry *)(Segment + 1);
  uint64_t Hash = (Key * 0x9e3779b97f4a7c15u) >> 32;
  for (uint32_t Probe = 0; Probe < HPI_ENTRY_PROBES; ++Probe) {
    struct HpiSampleEntry *Entry = &Entries[(Hash + Probe) & (Segment->NumEntries - 1)];
    uint64_t Known = __atomic_load_n(&Entry->Key, __ATOMIC_RELAXED);
    if (!Known && !IsLast)
      return 0;
    if (!Known && __atomic_compare_exchange_n(&Entry->Key, &Known, Key, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
      return Entry;
    if (Known == Key)
      return Entry;
  }
  return 0;
}

void sampleAdd(uint32_t Context, uint32_t Thread, uint64_t TimeNs) {
  struct HpiShared *Shared = State.Page->Shared;
  uint32_t Label = __atomic_load_n(&Shared->SampleLabel, __ATOMIC_RELAXED);
  if (Label == HPI_SAMPLES_STOPPED)
    return;
  uint64_t Key = (uint64_t)Context << 32 | Label << 16 | (Thread + 1);
  for (;;) {
    uint32_t NumSegments = __atomic_load_n(&Shared->NumSampleSegments, __ATOMIC_ACQUIRE);
    struct HpiSampleEntry *Entry = 0;
    for (uint32_t I = 0; I < NumSegments && !Entry; ++I)
      Entry = findEntryOf(Shared->SampleSegments[I], Key, I + 1 == NumSegments);
    if (Entry) {
      __atomic_fetch_add(&Entry->Count, 1, __ATOMIC_RELAXED);
      __atomic_fetch_add(&Entry->TimeNs, TimeNs, __ATOMIC_RELAXED);
      return;
    }
    if (Shared->AreSamplesFull || !growSamplesPast(Shared, NumSegments))
      break;
  }
  if (Shared->NumSampleSegments)
    __atomic_fetch_add(&Shared->SampleSegments[0]->NumLost, 1, __ATOMIC_RELAXED);
}

int64_t samplesStart(int64_t Fd) { return growSamples(State.Page->Shared, Fd); }
