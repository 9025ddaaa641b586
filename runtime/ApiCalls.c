/* ApiCalls.c - the functions that include/hpinstr/hpinstr.h declares.
 *
 * Owns: their order of locks, their names, and who may call them. A child of vfork or of a raw clone is not the process
 * whose report this is: it changes nothing. Signals are blocked throughout, so that a handler may call in, too.
 */
#include "Api.h"

#include "File.h"
#include "Lock.h"
#include "Message.h"
#include "Text.h"

HPI_RT HPI_PRESERVE int64_t enter(void) HPI_SHARED_SYM("enter");

HPI_RT void apiStart(void) __asm__("__hpi.v1.api.start") __attribute__((used));
HPI_RT void apiStop(void) __asm__("__hpi.v1.api.stop") __attribute__((used));
HPI_RT void apiReset(void) __asm__("__hpi.v1.api.reset") __attribute__((used));
HPI_RT void apiLabel(const char *Name) __asm__("__hpi.v1.api.label") __attribute__((used));
HPI_RT void apiThread(const char *Name) __asm__("__hpi.v1.api.thread") __attribute__((used));
HPI_RT int apiDump(const char *Path) __asm__("__hpi.v1.api.dump") __attribute__((used));
HPI_RT void apiHeapSetpoint(void) __asm__("__hpi.v1.api.heap_setpoint") __attribute__((used));
HPI_RT uint64_t apiRegionBegin(void) __asm__("__hpi.v1.api.region_begin") __attribute__((used));
HPI_RT void apiRegionEnd(const char *Name, uint64_t Since) __asm__("__hpi.v1.api.region_end") __attribute__((used));

HPI_RT int isOwner(void) HPI_SYM("isOwner");

int isOwner(void) {
  if (!State.Started)
    enter();
  return State.Page && State.Page->Header.Writable && State.Page->Header.Pid == sysGetPid();
}

HPI_RT void follow(struct HpiState *Object, int IsLeaving) HPI_SYM("follow");

HPI_RT void startForkedChild(struct HpiCall *Call) HPI_SYM("startForkedChild");

/* The child's report is new: nothing is in it yet but what its parent was told last. */
void startForkedChild(struct HpiCall *Call) {
  struct HpiApi *Api = Call->Api;
  Api->Pid = Call->Page->Header.Pid;
  Api->NumItems = 0;
  Api->NumLabels = 0;
  Api->NumNames = 0;
  Api->Marks = 0;
  Api->HasNoMarks = 0;
  Api->NumDumps = 0;
  Call->Page->Header.Label = apiLabelId(Call, Api->Label);
  samplesApply(Call);
}

/* Called by any object's copy of the runtime, with ListLock held. One that joins holds its own lock, too. */
void follow(struct HpiState *Object, int IsLeaving) {
  struct HpiApi *Api = (struct HpiApi *)State.Page->Follower;
  struct HpiCall Call = {Api, Object->Page, fileReopen(Object->Page), 0};
  if (Call.Fd >= 0 && IsLeaving) {
    lockAcquire(&Object->Lock, Call.Page->Header.Pid);
    ledgerStep(&Call, Object, HPI_LEDGER_SETTLE);
    lockRelease(&Object->Lock);
  } else if (Call.Fd >= 0) {
    if (Api->Pid != Call.Page->Header.Pid)
      startForkedChild(&Call);
    ledgerJoin(&Call, Object);
  }
  if (IsLeaving && Object == Api->Home)
    Api->Follower.Follow = 0;
  if (Call.Fd >= 0)
    sysClose(Call.Fd);
}

HPI_RT uint64_t callBegin(struct HpiCall *Call) HPI_SYM("callBegin");

/* Takes the lock and opens the report. \returns the signal mask before */
uint64_t callBegin(struct HpiCall *Call) {
  uint64_t Mask = sysSignalMask(~0ull);
  struct HpiWriterPage *Page = State.Page;
  lockAcquire(&Page->ListLock, State.Pid);
  Call->Page = Page;
  Call->Fd = fileReopen(Page);
  Call->Error = Call->Fd < 0 ? Call->Fd : 0;
  if (!Page->Follower) {
    int64_t Address = sysMap(0, sizeof(struct HpiApi), -1, 0);
    Page->Follower = Address < 0 ? 0 : (struct HpiFollower *)Address;
  }
  Call->Api = (struct HpiApi *)Page->Follower;
  if (!Call->Api) {
    Call->Error = -ENOMEM;
  } else if (!Call->Api->Follower.Follow) {
    Call->Api->Home = &State;
    Call->Api->Pid = Page->Header.Pid;
    Call->Api->Follower.Follow = follow;
  }
  return Mask;
}

HPI_RT void callEnd(struct HpiCall *Call, uint64_t Mask, const char *Consequence) HPI_SYM("callEnd");

void callEnd(struct HpiCall *Call, uint64_t Mask, const char *Consequence) {
  __atomic_store_n(&Call->Page->Header.IsSwitching, 0, __ATOMIC_SEQ_CST);
  if (Call->Fd >= 0)
    sysClose(Call->Fd);
  lockRelease(&Call->Page->ListLock);
  if (Call->Error && Consequence)
    warnReport(Call->Page, Call->Error, Consequence);
  sysSignalMask(Mask);
}

HPI_RT void setStopped(uint32_t IsStopped) HPI_SYM("setStopped");

void setStopped(uint32_t IsStopped) {
  if (!isOwner())
    return;
  struct HpiCall Call;
  uint64_t Mask = callBegin(&Call);
  if (!Call.Error && Call.Api->IsStopped != IsStopped) {
    samplesSettle(&Call);
    ledgerStepAll(&Call, IsStopped ? HPI_LEDGER_STOP : HPI_LEDGER_START);
    Call.Api->IsStopped = IsStopped;
    samplesApply(&Call);
  }
  callEnd(&Call, Mask, "hpinstr_stop or hpinstr_start has no effect");
}

void apiStart(void) { setStopped(0); }

void apiStop(void) { setStopped(1); }

void apiReset(void) {
  if (!isOwner())
    return;
  struct HpiCall Call;
  uint64_t Mask = callBegin(&Call);
  if (!Call.Error) {
    samplesReset(&Call);
    ledgerStepAll(&Call, HPI_LEDGER_RESET);
    Call.Page->Header.ResetOffset = Call.Page->Header.CommittedSize;
    uint64_t NumKept = 0;
    for (uint64_t I = 0; I < Call.Api->NumItems; ++I)
      if (Call.Api->Items[I].ObjectId == HPI_NO_OBJECT)
        Call.Api->Items[NumKept++] = Call.Api->Items[I];
    Call.Api->NumItems = NumKept;
    namesReset(Call.Api);
  }
  callEnd(&Call, Mask, "hpinstr_reset has no effect");
}

void apiLabel(const char *Name) {
  if (!isOwner())
    return;
  struct HpiCall Call;
  uint64_t Mask = callBegin(&Call);
  if (!Call.Error) {
    char Label[HPI_LABEL_BYTES];
    struct HpiText Text;
    textStart(&Text, Label, sizeof(Label));
    textAdd(&Text, Name ? Name : "");
    uint32_t Id = apiLabelId(&Call, Label);
    if (!Call.Error) {
      samplesSettle(&Call);
      ledgerStepAll(&Call, HPI_LEDGER_SETTLE);
    }
    if (!Call.Error) {
      copyBytes(Call.Api->Label, Label, sizeof(Label));
      Call.Page->Header.Label = Id;
      samplesApply(&Call);
    }
  }
  callEnd(&Call, Mask, "hpinstr_label has no effect");
}

int apiDump(const char *Path) {
  if (!isOwner())
    return ENODEV;
  struct HpiCall Call;
  uint64_t Mask = callBegin(&Call);
  if (!Call.Error) {
    samplesSettle(&Call);
    Call.Error = dumpReport(&Call, Path);
  }
  callEnd(&Call, Mask, 0);
  return (int)-Call.Error;
}

void apiThread(const char *Name) {
  if (!Name || !isOwner())
    return;
  struct HpiCall Call;
  uint64_t Mask = callBegin(&Call);
  struct HpiNamed *Named = Call.Error ? 0 : namesFind(&Call, Name, HPI_NAME_THREAD);
  if (Named)
    ++Named->Num;
  callEnd(&Call, Mask, "a name of a thread is not written");
  if (State.HeapName)
    State.HeapName(Name);
}

void apiHeapSetpoint(void) {
  if (isOwner())
    heapSetpoint(State.Page);
}

uint64_t apiRegionBegin(void) {
  if (!isOwner())
    return 0;
  struct HpiCall Call = {(struct HpiApi *)State.Page->Follower, State.Page, -1, 0};
  if (Call.Api && Call.Api->IsStopped)
    return 0;
  if (!Call.Api || (!Call.Api->Marks && !Call.Api->HasNoMarks)) {
    uint64_t Mask = callBegin(&Call);
    if (Call.Api)
      marksMake(&Call);
    callEnd(&Call, Mask, "regions are not written");
  }
  return markBegin(Call.Api && Call.Api->Pid == State.Page->Header.Pid ? Call.Api->Marks : 0);
}

HPI_RT void addVisit(struct HpiNamed *Named, uint64_t ElapsedNs) HPI_SYM("addVisit");

void addVisit(struct HpiNamed *Named, uint64_t ElapsedNs) {
  __atomic_fetch_add(&Named->Num, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add(&Named->WallNs, ElapsedNs, __ATOMIC_RELAXED);
  uint64_t Min = __atomic_load_n(&Named->MinNs, __ATOMIC_RELAXED);
  while (ElapsedNs < Min &&
         !__atomic_compare_exchange_n(&Named->MinNs, &Min, ElapsedNs, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
    ;
  uint64_t Max = __atomic_load_n(&Named->MaxNs, __ATOMIC_RELAXED);
  while (ElapsedNs > Max &&
         !__atomic_compare_exchange_n(&Named->MaxNs, &Max, ElapsedNs, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
    ;
}

void apiRegionEnd(const char *Name, uint64_t Since) {
  if (!Since || !Name || !isOwner())
    return;
  uint64_t EndNs = sysClockNs(HPI_CLOCK_MONOTONIC);
  struct HpiCall Call = {(struct HpiApi *)State.Page->Follower, State.Page, -1, 0};
  struct HpiNamed *Named = 0;
  if (Call.Api && Call.Api->IsStopped)
    return;
  if (Call.Api && Call.Api->Pid == State.Page->Header.Pid)
    Named = namesFind(&Call, Name, HPI_NAME_REGION);
  if (!Named) {
    uint64_t Mask = callBegin(&Call);
    Named = Call.Error ? 0 : namesFind(&Call, Name, HPI_NAME_REGION);
    callEnd(&Call, Mask, "a region is not written");
  }
  if (!Named)
    return;
  addVisit(Named, EndNs - Since);
  if (Call.Api->Pid == State.Page->Header.Pid)
    markEnd(Call.Api, Named, Since, EndNs);
}
