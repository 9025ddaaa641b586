/* HeapLock.h - who writes the books.
 *
 * Owns: taking and leaving them. Must not: wait for a thread that is gone.
 */
#ifndef HPI_RUNTIME_HEAPLOCK_H
#define HPI_RUNTIME_HEAPLOCK_H

#include "Heap.h"

/* Waits for the lock. */
HPI_RT __attribute__((noinline)) void heapWait(void) HPI_SYM("heapWait");

/* \returns 0 where no lock was needed */
HPI_INLINE int booksTake(uint32_t Tid) {
  if (__builtin_expect(*Heap->IsAlone, 1))
    return 0;
  uint32_t Free = 0;
  if (!__atomic_compare_exchange_n(&Heap->Lock, &Free, Tid, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
    heapWait();
  return 1;
}

HPI_INLINE void booksLeave(int IsLocked) {
  if (IsLocked)
    __atomic_store_n(&Heap->Lock, 0, __ATOMIC_RELEASE);
}

#endif
