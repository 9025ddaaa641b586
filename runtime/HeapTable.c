/* HeapTable.c - the entries of allocations by stack and thread. See Heap.h.
 *
 * Segments of open hash tables in the report (HEAPSITES), one behind the other in addresses that are set aside for
 * them, so that four bytes in a block's tail say where its entry is.
 */
#include "File.h"
#include "HeapLock.h"
#include "Lock.h"
#include "Syscall.h"

enum {
  HPI_HEAP_FIRST_ENTRIES = 256, /* of the first segment; each next one has four times as many */
  HPI_HEAP_LAST_ENTRIES = 65536,
  HPI_HEAP_PROBES = 32,
};

HPI_RT int64_t heapAppend(struct HpiHeap *Books, int64_t Fd) HPI_SYM("heapAppend");

int64_t heapAppend(struct HpiHeap *Books, int64_t Fd) {
  uint32_t NumEntries = HPI_HEAP_FIRST_ENTRIES;
  for (uint32_t I = 0; I < Books->NumSegments && NumEntries < HPI_HEAP_LAST_ENTRIES; ++I)
    NumEntries *= 4;
  uint64_t Bytes = alignUp(sizeof(struct HpiHeapSitesChunk) + NumEntries * sizeof(struct HpiHeapEntry), HPI_PAGE_BYTES);
  if (Books->TableBytes + Bytes > HPI_HEAP_TABLE_BYTES)
    return -ENOSPC;
  struct HpiHeapSitesChunk Head = {{HPI_CHUNK_HEAPSITES, 0, Bytes}, NumEntries, Books->NumEntries + 1, {0, 0, 0, 0, 0}};
  void *Segment = Books->Table + Books->TableBytes;
  lockAcquire(&State.Page->Header.Lock, State.Pid);
  int64_t Error = fileAppendMapped(State.Page, Fd, &Head.Head, sizeof(Head), &Segment);
  lockRelease(&State.Page->Header.Lock);
  if (Error)
    return Error;
  Books->TableBytes += Bytes;
  Books->NumEntries += NumEntries;
  __atomic_store_n(&Books->NumSegments, Books->NumSegments + 1, __ATOMIC_RELEASE);
  return 0;
}

int64_t heapGrow(struct HpiHeap *Books, int64_t Fd) {
  int64_t Own = Fd < 0 ? fileReopen(State.Page) : Fd;
  if (Own < 0)
    return Own;
  int64_t Error = heapAppend(Books, Own);
  if (Fd < 0)
    sysClose(Own);
  return Error;
}

HPI_RT struct HpiHeapEntry *heapFindIn(struct HpiHeapSitesChunk *Segment, uint64_t Key, int IsLast)
    HPI_SYM("heapFindIn");

/* The entry of Key in Segment, taken where it is free and the segment the last; null where it has no room. */
struct HpiHeapEntry *heapFindIn(struct HpiHeapSitesChunk *Segment, uint64_t Key, int IsLast) {
  struct HpiHeapEntry *Entries = (struct HpiHeapEntry *)(Segment + 1);
  uint64_t Hash = (Key * 0x9e3779b97f4a7c15u) >> 32;
  for (uint32_t Probe = 0; Probe < HPI_HEAP_PROBES; ++Probe) {
    struct HpiHeapEntry *Entry = &Entries[(Hash + Probe) & (Segment->NumEntries - 1)];
    if (!Entry->Key && IsLast)
      Entry->Key = Key;
    if (Entry->Key == Key)
      return Entry;
    if (!Entry->Key)
      return 0;
  }
  return 0;
}

struct HpiHeapEntry *heapFindEntry(uint64_t Key) {
  for (;;) {
    char *Place = Heap->Table;
    for (uint32_t I = 0; I < Heap->NumSegments; ++I) {
      struct HpiHeapSitesChunk *Segment = (struct HpiHeapSitesChunk *)Place;
      struct HpiHeapEntry *Entry = heapFindIn(Segment, Key, I + 1 == Heap->NumSegments);
      if (Entry)
        return Entry;
      Place += Segment->Head.Size;
    }
    if (Heap->IsFull)
      return 0;
    if (heapGrow(Heap, -1))
      Heap->IsFull = 1;
  }
}

HPI_RT struct HpiHeapEntry *heapPeek(uint64_t Key) HPI_SYM("heapPeek");

/* The entry of Key where there is one already; entries stay where they are, so that no lock is needed. */
struct HpiHeapEntry *heapPeek(uint64_t Key) {
  char *Place = Heap->Table;
  struct HpiHeapEntry *Entry = 0;
  for (uint32_t I = __atomic_load_n(&Heap->NumSegments, __ATOMIC_ACQUIRE); I && !Entry; --I) {
    struct HpiHeapSitesChunk *Segment = (struct HpiHeapSitesChunk *)Place;
    Entry = heapFindIn(Segment, Key, 0);
    Place += Segment->Head.Size;
  }
  return Entry;
}

struct HpiHeapEntry *heapEntry(struct HpiHeapThread *T, uint32_t Context) {
  uint64_t Key = (uint64_t)Context << 32 | T->KeyOfThread;
  struct HpiHeapEntry *Entry = heapPeek(Key);
  if (Entry)
    return Entry;
  uint64_t Mask = sysSignalMask(~0ull);
  int IsLocked = booksTake(T->Tid);
  Entry = heapFindEntry(Key);
  booksLeave(IsLocked);
  sysSignalMask(Mask);
  return Entry;
}
