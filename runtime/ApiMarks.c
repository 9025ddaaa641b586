/* ApiMarks.c - regions in the heap's timeline. HeapMarks.c adds functions to the same table.
 *
 * The first HPI_HEAP_MARKS visits that begin are marked. A region says its name at its end only; until then its mark is
 * known by the time at which it began, and by its thread. Nothing here takes a lock: each mark has one writer.
 */
#include "Api.h"

#include "Heap.h"
#include "Resident.h"

void marksMake(struct HpiCall *Call) {
  struct HpiApi *Api = Call->Api;
  const struct HpiShared *Shared = Call->Page->Shared;
  if (Api->Marks || Api->HasNoMarks || Api->Pid != Call->Page->Header.Pid)
    return;
  if (Shared && Shared->Heap && Shared->Heap->Marks) {
    __atomic_store_n(&Api->Marks, Shared->Heap->Marks, __ATOMIC_RELEASE);
    return;
  }
  uint64_t Bytes = sizeof(struct HpiHeapMarksChunk) + HPI_HEAP_MARKS * sizeof(struct HpiHeapMark);
  struct HpiHeapMarksChunk Head = {.Head = {HPI_CHUNK_HEAPMARKS, 0, alignUp(Bytes, HPI_PAGE_BYTES)},
                                   .NumRoom = HPI_HEAP_MARKS};
  struct HpiHeapMarksChunk *Marks = 0;
  if (!Call->Error && Shared && Shared->Heap)
    Marks = apiAppendMapped(Call, &Head.Head, sizeof(Head));
  Api->HasNoMarks = !Marks;
  __atomic_store_n(&Api->Marks, Marks, __ATOMIC_RELEASE);
}

HPI_INLINE uint64_t liveHere(void) { return liveNow(State.Page->Shared ? State.Page->Shared->Heap : 0); }

uint64_t markBegin(struct HpiHeapMarksChunk *Marks) {
  uint64_t Number = Marks ? __atomic_fetch_add(&Marks->NumTaken, 1, __ATOMIC_RELAXED) : 0;
  if (!Marks || Number >= Marks->NumRoom)
    return sysClockNs(HPI_CLOCK_MONOTONIC);
  struct HpiHeapMark *Mark = (struct HpiHeapMark *)(Marks + 1) + Number;
  Mark->Tid = sysGetTid();
  Mark->StartRssBytes = residentBytes();
  Mark->StartLiveBytes = liveHere();
  uint64_t Now = sysClockNs(HPI_CLOCK_MONOTONIC), Last = __atomic_load_n(&Marks->LastNs, __ATOMIC_RELAXED);
  while (Now > Last && !__atomic_compare_exchange_n(&Marks->LastNs, &Last, Now, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
    ;
  __atomic_store_n(&Mark->StartNs, Now, __ATOMIC_RELEASE);
  return Now;
}

HPI_RT uint32_t nameNumber(const struct HpiApi *Api, const struct HpiNamed *Named) HPI_SYM("nameNumber");

uint32_t nameNumber(const struct HpiApi *Api, const struct HpiNamed *Named) {
  for (uint32_t C = 0; C < Api->NumNames; ++C) {
    uint64_t Offset = (uint64_t)Named - (uint64_t)Api->AllNames[C]->Names;
    if (Offset < sizeof(Api->AllNames[C]->Names))
      return C * HPI_NAMES_A_CHUNK + (uint32_t)(Offset / sizeof(*Named)) + 1;
  }
  return 0;
}

void markEnd(struct HpiApi *Api, const struct HpiNamed *Named, uint64_t Since, uint64_t EndNs) {
  struct HpiHeapMarksChunk *Marks = Api->Marks;
  if (!Marks || Since > __atomic_load_n(&Marks->LastNs, __ATOMIC_RELAXED))
    return;
  uint64_t Number = __atomic_load_n(&Marks->NumTaken, __ATOMIC_RELAXED);
  struct HpiHeapMark *Mark = (struct HpiHeapMark *)(Marks + 1) + (Number < Marks->NumRoom ? Number : Marks->NumRoom);
  uint32_t Tid = sysGetTid();
  while (Mark-- != (struct HpiHeapMark *)(Marks + 1)) {
    if (Mark->StartNs != Since || Mark->Tid != Tid || Mark->EndNs || Mark->Function)
      continue;
    Mark->EndRssBytes = residentBytes();
    Mark->EndLiveBytes = liveHere();
    Mark->EndNs = EndNs;
    __atomic_store_n(&Mark->Name, nameNumber(Api, Named), __ATOMIC_RELEASE);
    return;
  }
}
