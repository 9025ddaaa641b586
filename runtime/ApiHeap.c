/* ApiHeap.c - what the user API has to do with allocations.
 *
 * The set-point notes in each entry what it has by now, and in each thread's record how many blocks it asked for: so a
 * block tells whether it is older. It wants the books. A handler that interrupted its own thread at them goes on
 * without: the one block at hand may then be on either side. NumBegun before and NumSetpoints after it tell a reader
 * whether the process was killed meanwhile.
 */
#include "Api.h"
#include "Heap.h"
#include "Lock.h"

HPI_RT void setEntry(struct HpiHeapEntry *Entry) HPI_SYM("heapSetEntry");

void setEntry(struct HpiHeapEntry *Entry) {
  Entry->BaseAllocs = Entry->Allocs;
  Entry->BaseAllocBytes = Entry->AllocBytes;
  Entry->BaseFrees = Entry->Frees;
  Entry->BaseFreedBytes = Entry->FreedBytes;
  Entry->OldDeadBlocks = deadBlocks(Entry);
  Entry->OldDeadBytes = Entry->DeadBytes;
  Entry->OldTemporary = Entry->Lifetimes[0];
}

HPI_RT void setBooks(struct HpiHeap *Books) HPI_SYM("heapSetBooks");

void setBooks(struct HpiHeap *Books) {
  struct HpiHeapChunk *Chunk = Books->Chunk;
  char *Place = Books->Table;
  __atomic_store_n(&Chunk->NumBegun, Chunk->NumSetpoints + 1, __ATOMIC_RELEASE);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  for (uint32_t I = 0; I < Books->NumSegments; ++I) {
    struct HpiHeapSitesChunk *Segment = (struct HpiHeapSitesChunk *)Place;
    struct HpiHeapEntry *Entries = (struct HpiHeapEntry *)(Segment + 1);
    for (uint32_t E = 0; E < Segment->NumEntries; ++E)
      if (Entries[E].Key)
        setEntry(&Entries[E]);
    Place += Segment->Head.Size;
  }
  for (uint32_t I = 0; I < Books->NumThreads; ++I)
    Books->Threads[I]->OldBirths = Books->Threads[I]->Births;
  Chunk->BaseAllocs = Chunk->Allocs;
  Chunk->BaseAllocBytes = Chunk->AllocBytes;
  Chunk->BaseFrees = Chunk->Frees;
  Chunk->BaseFreedBytes = Chunk->FreedBytes;
  Chunk->SetpointNs = sysClockNs(HPI_CLOCK_MONOTONIC);
  __atomic_store_n(&Chunk->NumSetpoints, Chunk->NumBegun, __ATOMIC_RELEASE);
  Books->SlowFrees |= HPI_HEAP_HAS_OLD;
}

HPI_RT void lockAndSet(struct HpiHeap *Books) HPI_SYM("heapLockAndSet");

void lockAndSet(struct HpiHeap *Books) {
  int IsOurs = __atomic_load_n(&Books->Lock, __ATOMIC_RELAXED) == sysGetTid();
  if (!IsOurs)
    lockAcquire(&Books->Lock, Books->Pid);
  setBooks(Books);
  if (!IsOurs)
    lockRelease(&Books->Lock);
}

void heapSetpoint(const struct HpiWriterPage *Page) {
  uint64_t Mask = sysSignalMask(~0ull);
  struct HpiHeap *Books = Page->Shared ? Page->Shared->Heap : 0;
  if (Books && Books->Chunk && Books->Pid == Page->Header.Pid)
    lockAndSet(Books);
  sysSignalMask(Mask);
}
