/* HeapStart.c - opening the books, and the heap over time. See Heap.h. */
#include "HeapBooks.h"

#include "Contexts.h"
#include "File.h"
#include "HeapCalls.h"
#include "HeapMaps.h"
#include "HeapReal.h"
#include "Lock.h"
#include "Message.h"

enum {
  HPI_HEAP_FIRST_DISTANCE = 1 << 21,
  HPI_HEAP_SHARE = 16, /* of a limit on address space, one part in so many may be taken */
};

/* libc's own word for it, from glibc 2.32 on; its allocator relies on it, too. */
extern char AloneInLibc __asm__("__libc_single_threaded") __attribute__((weak));

struct HpiHeapCalls HeapReal;
HPI_RT extern const char HeapNever HPI_SYM("heapnever"); /* 0 */
const char HeapNever = 0;
const char *HeapGate = &HeapNever;
uint32_t HeapIsOther = 1, HeapSizeTrials, HeapHasNoSizes;
uint64_t HeapByHand;
struct HpiHeap *Heap;

HPI_RT HPI_PRESERVE int64_t enter(void) HPI_SHARED_SYM("enter");

HPI_RT uint32_t heapMarkBegin(const uint64_t *Function) HPI_SYM("heapMarkBegin");
HPI_RT void heapMarkEnd(uint32_t Number) HPI_SYM("heapMarkEnd");

HPI_RT int64_t heapOpen(struct HpiHeap *New, int64_t Fd) HPI_SYM("heapOpen");

/* Opens books in the report. \returns 0 or a negative errno value */
int64_t heapOpen(struct HpiHeap *New, int64_t Fd) {
  uint64_t Bytes = alignUp(sizeof(struct HpiHeapChunk) + HPI_HEAP_ROOM * sizeof(struct HpiHeapPoint), HPI_PAGE_BYTES);
  struct HpiHeapChunk Head = {.Head = {HPI_CHUNK_HEAP, 0, Bytes}, .Scope = HPI_HEAP_PROBED, .NumRoom = HPI_HEAP_ROOM};
  int64_t Own = !State.Page->Header.Writable ? -EROFS : Fd < 0 ? fileReopen(State.Page) : Fd;
  if (Own < 0)
    return Own;
  struct HpiChunk Names = {HPI_CHUNK_HEAPTHREADS, 0, alignUp(sizeof(struct HpiHeapThreadsChunk), HPI_PAGE_BYTES)};
  uint64_t MarksBytes =
      alignUp(sizeof(struct HpiHeapMarksChunk) + HPI_HEAP_MARKS * sizeof(struct HpiHeapMark), HPI_PAGE_BYTES);
  struct HpiHeapMarksChunk MarksHead = {.Head = {HPI_CHUNK_HEAPMARKS, 0, MarksBytes}, .NumRoom = HPI_HEAP_MARKS};
  void *Chunk = 0, *Threads = 0, *Marks = 0;
  lockAcquire(&State.Page->Header.Lock, State.Pid);
  int64_t Error = fileAppendMapped(State.Page, Own, &Head.Head, sizeof(Head), &Chunk);
  if (!Error)
    Error = fileAppendMapped(State.Page, Own, &Names, sizeof(Names), &Threads);
  if (!Error && State.Page->Options.marks)
    Error = fileAppendMapped(State.Page, Own, &MarksHead.Head, sizeof(MarksHead), &Marks);
  lockRelease(&State.Page->Header.Lock);
  New->Pid = State.Pid;
  New->Names = Threads;
  New->Marks = Marks;
  New->IsAlone = &AloneInLibc ? &AloneInLibc : &New->Never;
  New->Distance = HPI_HEAP_FIRST_DISTANCE;
  if (sysRandom(&New->Secret, sizeof(New->Secret)) != sizeof(New->Secret))
    New->Secret = State.Page->Header.ImageId;
  if (!Error)
    Error = heapGrow(New, Own);
  New->Chunk = Error ? 0 : Chunk;
  if (Fd < 0)
    sysClose(Own);
  return Error;
}

HPI_RT struct HpiHeap *heapMake(void) HPI_SYM("heapMake");

/* \returns null where books are not wanted or cannot be, or the addresses that they take are the program's to run out
 * of */
struct HpiHeap *heapMake(void) {
  if (!State.Page->Options.memory || sysLimit(HPI_RLIMIT_AS) / HPI_HEAP_SHARE < HPI_HEAP_TABLE_BYTES)
    return 0;
  int64_t Address = sysMap(0, sizeof(struct HpiHeap), -1, 0);
  int64_t Table = sysMap(0, HPI_HEAP_TABLE_BYTES, -1, 0);
  struct HpiHeap *New = (struct HpiHeap *)Address;
  if (Address < 0 || Table < 0)
    return 0;
  New->Table = (char *)Table;
  if (!heapOpen(New, -1))
    return New;
  sysUnmap(New->Table, HPI_HEAP_TABLE_BYTES);
  sysUnmap(New, sizeof(*New));
  return 0;
}

HPI_RT struct HpiHeap *heapJoin(void) HPI_SYM("heapJoin");

/* The books of the process, opened by the first object that counts; null where there can be none. */
struct HpiHeap *heapJoin(void) {
  struct HpiShared *Shared = State.Page ? State.Page->Shared : 0;
  if (!Shared || !State.Page->Header.Writable)
    return 0;
  lockAcquire(&Shared->Lock, State.Pid);
  if (!Shared->Heap)
    Shared->Heap = heapMake();
  lockRelease(&Shared->Lock);
  return Shared->Heap;
}

HPI_RT void heapForked(int64_t Fd) HPI_SYM("heapForked");

/* In a forked child: books of its own, in the place of the parent's. Of its threads only one is left. */
void heapForked(int64_t Fd) {
  struct HpiHeapThread *Own = HeapOwn;
  if (Heap->Pid != State.Pid) {
    char *Table = Heap->Table;
    struct HpiHeapChunk *Chunk = Heap->Chunk;
    struct HpiHeapThreadsChunk *Names = Heap->Names;
    struct HpiHeapMarksChunk *Marks = Heap->Marks;
    struct HpiMapRange *Maps = Heap->Maps;
    uint64_t MapsRoom = Heap->MapsRoom;
    uint32_t Scope = Chunk->Scope;
    for (uint32_t I = 0; I < Heap->NumThreads; ++I)
      sysMap(Heap->Threads[I], sizeof(struct HpiHeapThread), -1, 0);
    sysMap(Heap, sizeof(*Heap), -1, 0);
    sysMap(Table, HPI_HEAP_TABLE_BYTES, -1, 0);
    sysUnmap(Chunk, Chunk->Head.Size);
    sysUnmap(Names, Names->Head.Size);
    if (Marks)
      sysUnmap(Marks, Marks->Head.Size);
    if (Maps)
      sysUnmap(Maps, MapsRoom * sizeof(*Maps));
    Heap->Table = Table;
    if (Own)
      Heap->Threads[Heap->NumThreads++] = Own;
    if (!heapOpen(Heap, Fd))
      Heap->Chunk->Scope = Scope;
  }
  if (State.Page->Shared)
    State.Page->Shared->Heap = Heap;
  if (!Heap->Chunk) {
    HeapCalls = HeapOuter = HeapReal;
    mapsConnect(0, 0);
    HeapByHand = 0;
  }
  if (Heap->Chunk && Own)
    heapAdopt(Own, sysGetTid());
}

HPI_RT void heapConnect(int Kind) HPI_SYM("heapConnect");

/* Has the calls lead on: to counting, to another object's, or past us. */
void heapConnect(int Kind) {
  const struct HpiHeapCalls Counting = {
#define HPI_HEAP(Name, Member, GlibcName) heap##Member,
#include "hpinstr/HeapFamily.inc"
  };
  Heap = Kind == HPI_REAL_ALL || Kind == HPI_REAL_OWN ? heapJoin() : 0;
  if (Heap && (HeapHasNoSizes || !HeapReal.UsableSize)) {
    Heap->Chunk->Scope = HPI_HEAP_STOOD_BACK;
    Heap = 0;
  }
  if (Heap) {
    if (Kind == HPI_REAL_ALL)
      Heap->Chunk->Scope = HPI_HEAP_PROCESS;
    State.HeapForked = heapForked;
    State.HeapName = heapName;
  }
  State.MarkEnd = heapMarkEnd;
  State.MarkBegin = State.Page && State.Page->Options.marks ? heapMarkBegin : 0;
  mapsConnect(Heap, Kind == HPI_REAL_ALL);
  HeapOuter = Heap && Kind == HPI_REAL_ALL ? Counting : HeapReal;
  HeapCalls = Heap ? Counting : HeapReal;
  HeapByHand = Heap && Kind == HPI_REAL_OWN;
}

void heapStart(void) {
  if (!Offset)
    enter();
  uint64_t Mask = sysSignalMask(~0ull);
  if (HeapCalls.Malloc == heapFirstMalloc)
    heapConnect(heapFindReal());
  sysSignalMask(Mask);
}

/* Defined by libhpinstr.o, which is linked whether or not allocations are to be counted: there the doors tell. */
HPI_RT_WEAK extern const char HeapAtDoors HPI_SYM("heap_AtDoors");

HPI_RT void heapConstruct(void) HPI_SYM("heapConstruct");

__attribute__((constructor(1))) void heapConstruct(void) {
  if (!&HeapAtDoors || HeapDoors)
    heapStart();
}
