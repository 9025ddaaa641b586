/* Exit.c - the end of the process. See Exit.h. */
#include "Exit.h"

#include "Follow.h"
#include "HeaderCheck.h"
#include "Lock.h"
#include "Machine.h"
#include "Object.h"
#include "Sampler.h"

void exitSeen(int Status, void *Unused) {
  (void)Unused;
  State.ExitSeen = 1;
  State.ExitStatus = Status & 255;
}

HPI_RT void stampEnd(struct HpiFileHeader *Header) HPI_SYM("stampEnd");

void stampEnd(struct HpiFileHeader *Header) {
  /* No check while it would not hold: an object that ends later stamps again. */
  __atomic_store_n(&Header->EndCheck, 0, __ATOMIC_RELEASE);
  Header->EndMonotonicNs = sysClockNs(HPI_CLOCK_MONOTONIC);
  struct HpiUsage Usage;
  if ((!State.ExitSeen && !State.IsMain) || sysUsage(&Usage))
    return;
  Header->UserNs = (uint64_t)Usage.UserSec * 1000000000u + (uint64_t)Usage.UserUsec * 1000u;
  Header->SysNs = (uint64_t)Usage.SysSec * 1000000000u + (uint64_t)Usage.SysUsec * 1000u;
  Header->MaxRssBytes = (uint64_t)Usage.MaxRssKb * 1024u;
  Header->MinorFaults = (uint64_t)Usage.MinorFaults;
  Header->MajorFaults = (uint64_t)Usage.MajorFaults;
  Header->VoluntarySwitches = (uint64_t)Usage.VoluntarySwitches;
  Header->InvoluntarySwitches = (uint64_t)Usage.InvoluntarySwitches;
  /* A sandbox that the program went into since may take this call for an attack. */
  if (!sysIsLockedIn(State.Page->SeccompAtStart))
    Header->EndLoad = readLoad();
  Header->ExitStatus = State.ExitStatus;
  __atomic_store_n(&Header->EndKind, State.ExitSeen ? HPI_END_EXIT : HPI_END_NORMAL, __ATOMIC_RELEASE);
  __atomic_store_n(&Header->EndCheck, endCheck(Header), __ATOMIC_RELEASE);
}

void objectEnds(void) {
  uint64_t Mask = sysSignalMask(~0ull);
  /* A child of vfork that calls exit() is not the owner, nor is one of a raw clone. */
  int IsOwner = State.Page && State.Page->Header.Pid == sysGetPid();
  if (IsOwner && !State.IsMain)
    followLeave();
  lockAcquire(&State.Lock, State.Pid);
  if (IsOwner) {
    if (State.TimesEnd)
      State.TimesEnd();
    samplerFlush();
    if (!State.IsMain)
      samplerStop();
    stampEnd(&State.Page->Header);
    if (!State.IsMain && !State.InMemory && !State.Ended)
      objectClose();
    State.Ended = 1;
  }
  lockRelease(&State.Lock);
  sysSignalMask(Mask);
}
