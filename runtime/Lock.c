/* Lock.c - the runtime's lock. See Lock.h. */
#include "Lock.h"

#include "Syscall.h"

void lockAcquire(uint32_t *Lock, uint32_t Pid) {
  uint32_t Tid = sysGetTid();
  for (uint32_t Round = 1;; ++Round) {
    uint32_t Holder = 0;
    if (__atomic_compare_exchange_n(Lock, &Holder, Tid, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return;
    if (Round % 64) {
      sysYield();
      continue;
    }
    if (!sysThreadLives(Pid, Holder))
      __atomic_compare_exchange_n(Lock, &Holder, 0, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    /* A yield lets no thread of lower priority run, and one of these may hold the lock. */
    sysSleep(100000);
  }
}

void lockRelease(uint32_t *Lock) { __atomic_store_n(Lock, 0, __ATOMIC_RELEASE); }
