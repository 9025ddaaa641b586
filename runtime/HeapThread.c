/* HeapThread.c - the record of each thread that allocates. See Heap.h.
 *
 * A record goes to a later thread when its own has ended; what it remembers of stacks is forgotten then. A thread
 * without a record, as all have that 1,024 live ones leave none for, is counted without stacks, and with its signals
 * blocked meanwhile.
 */
#include "HeapBooks.h"
#include "HeapLock.h"
#include "Lock.h"
#include "Syscall.h"

enum { HPI_HEAP_LOOKS = 8 }; /* system calls spent on finding a record whose thread is gone */

extern uint64_t getauxval(uint64_t Type) __attribute__((weak));
_Thread_local struct HpiHeapThread *HeapOwn;

enum { HPI_HEAP_MAIN_STACK = 1 << 27 }; /* no mapping lies so close below the first thread's stack */

HPI_RT uint64_t heapStackEnd(void) HPI_SYM("heapStackEnd");

/* An address above all frames of the thread: of the first one what the kernel put there, of others the thread's
 * control block, which libc puts at its stack's top. Whether all between is readable is seen later. */
uint64_t heapStackEnd(void) {
  uint64_t Here = (uint64_t)__builtin_frame_address(0);
  uint64_t First = getauxval ? getauxval(25 /* AT_RANDOM */) & ~7ull : 0;
  return First - Here < HPI_HEAP_MAIN_STACK ? First : (uint64_t)__builtin_thread_pointer();
}

HPI_RT struct HpiHeapThreadName *heapNameOf(const struct HpiHeapThread *T) HPI_SYM("heapNameOf");

/* Its place in the report, null where it has none. */
struct HpiHeapThreadName *heapNameOf(const struct HpiHeapThread *T) {
  return T->Number < HPI_HEAP_NAMED_THREADS ? &Heap->Names->Threads[T->Number] : 0;
}

void heapName(const char *Name) {
  uint64_t Mask = sysSignalMask(~0ull);
  struct HpiHeapThread *T = HeapOwn;
  if (!T && Heap->Chunk && __atomic_load_n(&Heap->Lock, __ATOMIC_RELAXED) != sysGetTid())
    T = heapThread();
  struct HpiHeapThreadName *Place = T ? heapNameOf(T) : 0;
  char Kernels[16] = "";
  if (Place && !Name && !T->IsNamed && !sysThreadName(Kernels))
    Name = Kernels;
  if (Place && Name) {
    T->IsNamed |= Name != Kernels;
    uint64_t I = 0;
    for (; I < sizeof(Place->Name) - 1 && Name[I]; ++I)
      Place->Name[I] = Name[I];
    for (; I < sizeof(Place->Name); ++I)
      Place->Name[I] = 0;
  }
  sysSignalMask(Mask);
}

HPI_RT struct HpiHeapThread *heapFindThread(uint32_t Tid) HPI_SYM("heapFindThread");

/* The record of Tid, of a thread that is gone, or a new one. */
struct HpiHeapThread *heapFindThread(uint32_t Tid) {
  struct HpiHeapThread *Gone = 0;
  uint32_t Looks = 0, Start = Tid;
  for (uint32_t I = 0; I < Heap->NumThreads; ++I) {
    struct HpiHeapThread *T = Heap->Threads[(Start + I) % Heap->NumThreads];
    if (T->Tid == Tid)
      return T;
    if (!Gone && Looks++ < HPI_HEAP_LOOKS && !sysThreadLives(Heap->Pid, T->Tid))
      Gone = T;
  }
  if (Gone || Heap->NumThreads == HPI_HEAP_NUM_THREADS)
    return Gone;
  int64_t Address = sysMap(0, sizeof(struct HpiHeapThread), -1, 0);
  if (Address < 0)
    return 0;
  struct HpiHeapThread *New = (struct HpiHeapThread *)Address;
  New->Number = Heap->NumThreads;
  Heap->Threads[Heap->NumThreads++] = New;
  return New;
}

void heapAdopt(struct HpiHeapThread *T, uint32_t Tid) {
  if (T->Tid == Tid)
    return;
  T->Tid = Tid;
  T->KeyOfThread = T->Number + 1;
  T->Busy = 0;
  T->NumWords = 0;
  T->Mappings = &State.Page->Shared->Generation;
  T->Generation = 0; /* none: all that is known of stacks is void */
  T->StackEnd = heapStackEnd();
  T->StackLow = T->StackEnd;
  T->NoStack = heapFindEntry(T->KeyOfThread);
  T->IsNamed = 0;
  struct HpiHeapThreadName *Place = heapNameOf(T);
  if (!Place)
    return;
  Place->Tid = Tid;
  ++Place->NumThreads;
  if (sysThreadName(Place->Name))
    Place->Name[0] = 0;
}

struct HpiHeapThread *heapThread(void) {
  uint64_t Mask = sysSignalMask(~0ull);
  uint32_t Tid = sysGetTid();
  if (!HeapOwn) {
    int IsLocked = booksTake(Tid);
    struct HpiHeapThread *T = heapFindThread(Tid);
    if (T)
      heapAdopt(T, Tid);
    booksLeave(IsLocked);
    HeapOwn = T;
  }
  sysSignalMask(Mask);
  return HeapOwn;
}
