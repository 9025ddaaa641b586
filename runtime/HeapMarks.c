/* HeapMarks.c - timed functions in the heap's timeline, where marks=on asks for them.
 *
 * They share the table of marks with regions (ApiMarks.c). A mark has one writer, and nothing here takes a lock.
 */
#include "Heap.h"
#include "Resident.h"
#include "Syscall.h"

/* An object whose calls of the allocator others count has none of its own. */
HPI_INLINE const struct HpiHeap *booksOfProcess(void) { return State.Page->Shared ? State.Page->Shared->Heap : 0; }

HPI_RT uint32_t heapMarkBegin(const uint64_t *Function) HPI_SYM("heapMarkBegin");
HPI_RT void heapMarkEnd(uint32_t Number) HPI_SYM("heapMarkEnd");

/* \returns the mark's number from 1, 0 where there is none */
uint32_t heapMarkBegin(const uint64_t *Function) {
  const struct HpiHeap *Books = booksOfProcess();
  struct HpiHeapMarksChunk *Marks = Books ? Books->Marks : 0;
  if (!Marks || State.InMemory)
    return 0;
  uint64_t Number = __atomic_fetch_add(&Marks->NumTaken, 1, __ATOMIC_RELAXED);
  if (Number >= Marks->NumRoom)
    return 0;
  struct HpiHeapMark *Mark = (struct HpiHeapMark *)(Marks + 1) + Number;
  uint64_t Index = ((uint64_t)Function - (uint64_t)Offset - State.SectionAddr) / sizeof(uint64_t);
  Mark->Tid = sysGetTid();
  Mark->Function = ((uint64_t)State.ObjectId << HPI_MARK_OBJECT_SHIFT | Index) + 1;
  Mark->StartRssBytes = residentBytes();
  Mark->StartLiveBytes = liveNow(Books);
  Mark->StartNs = sysClockNs(HPI_CLOCK_MONOTONIC);
  return (uint32_t)Number + 1;
}

void heapMarkEnd(uint32_t Number) {
  const struct HpiHeap *Books = booksOfProcess();
  struct HpiHeapMark *Mark = (struct HpiHeapMark *)(Books->Marks + 1) + Number - 1;
  Mark->EndNs = sysClockNs(HPI_CLOCK_MONOTONIC);
  Mark->EndLiveBytes = liveNow(Books);
  Mark->EndRssBytes = residentBytes();
  __atomic_store_n(&Mark->Name, HPI_MARK_IS_FUNCTION, __ATOMIC_RELEASE);
}
