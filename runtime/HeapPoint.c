/* HeapPoint.c - the heap over time. See HeapBooks.h.
 *
 * A point is taken by a thread that allocates, no more often than every Distance ticks of the processor's counter.
 * Where the points get too many, every other one is dropped, and the distance doubled.
 */
#include "HeapBooks.h"

#include "Resident.h"
#include "Syscall.h"

enum { HPI_HEAP_LOOK = 256 }; /* allocations between two looks at the counter */

HPI_INLINE uint64_t ticksNow(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#else
  uint64_t Ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(Ticks));
  return Ticks;
#endif
}

HPI_RT void thinOut(struct HpiHeapChunk *Chunk, struct HpiHeapPoint *Points) HPI_SYM("heapThinOut");

void thinOut(struct HpiHeapChunk *Chunk, struct HpiHeapPoint *Points) {
  for (uint32_t I = 1; I < Chunk->NumRoom / 2; ++I)
    Points[I] = Points[2ull * I];
  Chunk->NumPoints = Chunk->NumRoom / 2;
  Heap->Distance *= 2;
}

void heapPoint(void) {
  uint64_t Ticks = ticksNow();
  Heap->Countdown = HPI_HEAP_LOOK;
  if (Ticks - Heap->LastTicks < Heap->Distance)
    return;
  Heap->LastTicks = Ticks;
  struct HpiHeapChunk *Chunk = Heap->Chunk;
  struct HpiHeapPoint *Points = (struct HpiHeapPoint *)(Chunk + 1);
  if (Chunk->NumPoints == Chunk->NumRoom)
    thinOut(Chunk, Points);
  struct HpiHeapPoint *Point = &Points[Chunk->NumPoints];
  Point->Ns = sysClockNs(HPI_CLOCK_MONOTONIC);
  Point->LiveBytes = Chunk->AllocBytes - Chunk->FreedBytes;
  Point->RssBytes = residentBytes();
  if (HeapOwn)
    heapName(0);
  __atomic_store_n(&Chunk->NumPoints, Chunk->NumPoints + 1, __ATOMIC_RELEASE);
}
