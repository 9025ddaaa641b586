/* Follow.c - the list of objects with probes in the process. See Follow.h.
 *
 * Who acts on all objects holds ListLock and then takes each one's State.Lock. An object that joins holds its own
 * State.Lock as it takes ListLock: it is not in the list yet, so that nobody waits for it with ListLock held.
 */
#include "Follow.h"

#include "Lock.h"

HPI_RT void tellFollower(int IsLeaving) HPI_SYM("tellFollower");

void tellFollower(int IsLeaving) {
  struct HpiFollower *Follower = State.Page->Follower;
  if (Follower && Follower->Follow)
    Follower->Follow(&State, IsLeaving);
}

HPI_RT struct HpiState **findLink(void) HPI_SYM("findLink");

/* The pointer that leads to this object, or the null one at the list's end. */
struct HpiState **findLink(void) {
  struct HpiState **Link = &State.Page->FirstObject;
  while (*Link && *Link != &State)
    Link = &(*Link)->Next;
  return Link;
}

void followJoin(void) {
  lockAcquire(&State.Page->ListLock, State.Pid);
  struct HpiState **Link = findLink();
  if (!*Link) {
    State.Next = 0;
    *Link = &State;
  }
  tellFollower(0);
  lockRelease(&State.Page->ListLock);
}

void followLeave(void) {
  lockAcquire(&State.Page->ListLock, State.Pid);
  struct HpiState **Link = findLink();
  if (*Link) {
    tellFollower(1);
    *Link = State.Next;
  }
  lockRelease(&State.Page->ListLock);
}
