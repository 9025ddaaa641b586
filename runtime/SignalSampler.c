/* SignalSampler.c - samples taken by the thread itself, in a signal handler. See SignalSampler.h. */
#include "SignalSampler.h"

#include "Contexts.h"
#include "Elf.h"
#include "Mappings.h"
#include "Samples.h"
#include "StackWalk.h"
#include "Syscall.h"
#include "Text.h"

#include <asm/signal.h>

#include <asm/sigcontext.h>
#include <asm/ucontext.h>

enum {
  HPI_LAST_SIGNAL = 64, /* the search for one without a handler goes down from here */
  HPI_FIRST_SIGNAL = 36,
  HPI_SI_QUEUE = -1,
  HPI_SI_TIMER = -2,
  HPI_SIGEV_THREAD_ID = 4,
  HPI_SA_SIGINFO = 4,
  HPI_SA_RESTORER = 0x04000000,
  HPI_SA_RESTART = 0x10000000,
};

/* The kernel's struct sigaction and siginfo_t. */
struct HpiSigAction {
  void *Handler;
  uint64_t Flags;
  void *Restorer;
  uint64_t Mask;
};
struct HpiSigInfo {
  int32_t Signal, Error, Code, Padding;
  int32_t Pid, Uid; /* of SI_TIMER other things */
  uint64_t Value;
  char Rest[96];
};
HPI_STATIC_ASSERT(sizeof(struct HpiSigInfo) == 128);

#if defined(__x86_64__)
HPI_RT void signalReturn(void) HPI_SYM("signalReturn");

__attribute__((naked)) void signalReturn(void) { __asm__("movl $15, %eax\n\tsyscall"); }
#endif

HPI_RT struct HpiStackMoment momentOf(const struct ucontext *Context) HPI_SYM("momentOf");

struct HpiStackMoment momentOf(const struct ucontext *Context) {
#if defined(__x86_64__)
  const struct sigcontext *Registers = (const struct sigcontext *)&Context->uc_mcontext;
  struct HpiStackMoment Moment = {.Pc = Registers->rip, .Sp = Registers->rsp, .Bp = Registers->rbp};
#else
  const struct sigcontext *Registers = &Context->uc_mcontext;
  struct HpiStackMoment Moment = {
      .Pc = Registers->pc, .Sp = Registers->sp, .Bp = Registers->regs[29], .Link = Registers->regs[30]};
#endif
  return Moment;
}

HPI_RT void addSince(struct HpiWatched *Watched, uint32_t Context, uint32_t Thread, uint64_t Now) HPI_SYM("addSince");

/* Adds the time since the sample before. A thread that is signalled and the sampling thread may both come here. */
void addSince(struct HpiWatched *Watched, uint32_t Context, uint32_t Thread, uint64_t Now) {
  uint64_t Before = __atomic_exchange_n(&Watched->LastCpuNs, Now, __ATOMIC_RELAXED);
  if (Now > Before)
    sampleAdd(Context, Thread, Now - Before);
}

HPI_RT uint32_t takeOwnSample(struct HpiShared *Shared, uint32_t Thread, struct HpiStackMoment Moment)
    HPI_SYM("takeOwnSample");

/* \returns the context */
uint32_t takeOwnSample(struct HpiShared *Shared, uint32_t Thread, struct HpiStackMoment Moment) {
  struct HpiOwnSample *Own = &Shared->OwnSamples[Thread];
  uint64_t Now = sysClockNs(State.Page->Options.clock ? HPI_CLOCK_MONOTONIC : HPI_CLOCK_THREAD);
  Moment.Room = Own->Stack;
  Moment.RoomBytes = sizeof(Own->Stack);
  uint32_t Depth = walkStack(&Moment, Own->Pcs);
  uint32_t Context = contextIntern(Own->Pcs, Depth);
  addSince(&Shared->Threads[Thread], Context, Thread, Now);
  return Context;
}

HPI_RT void onSignal(int Signal, struct HpiSigInfo *Info, void *Context) HPI_SYM("onSignal");

/* The handler. It calls nothing of libc, so errno stays what it was. */
void onSignal(int Signal, struct HpiSigInfo *Info, void *Context) {
  (void)Signal;
  struct HpiShared *Shared = State.Page ? State.Page->Shared : 0;
  int IsOurs = Info->Code == HPI_SI_TIMER || (Info->Code == HPI_SI_QUEUE && Info->Pid == (int32_t)State.Pid);
  uint64_t Thread = Info->Value;
  if (!IsOurs || !Shared || Thread >= Shared->NumThreads || Shared->Threads[Thread].Tid != sysGetTid())
    return;
  takeOwnSample(Shared, (uint32_t)Thread, momentOf(Context));
}

int64_t signalInstall(struct HpiShared *Shared) {
  struct HpiSigAction Action, Before;
  zeroBytes(&Action, sizeof(Action));
  zeroBytes(&Before, sizeof(Before));
  Action.Handler = (void *)&onSignal;
  Action.Flags = HPI_SA_SIGINFO | HPI_SA_RESTART;
  Action.Mask = ~0ull;
#if defined(__x86_64__)
  Action.Flags |= HPI_SA_RESTORER;
  Action.Restorer = (void *)&signalReturn;
#endif
  for (int Signal = HPI_LAST_SIGNAL; Signal >= HPI_FIRST_SIGNAL; --Signal) {
    int64_t Error = HPI_CALL(rt_sigaction, Signal, 0, &Before, HPI_SIGSET_BYTES, 0, 0);
    if (Error)
      return Error;
    if (Before.Handler && Before.Handler != (void *)&onSignal)
      continue;
    Shared->Signal = Signal;
    return HPI_CALL(rt_sigaction, Signal, &Action, 0, HPI_SIGSET_BYTES, 0, 0);
  }
  return -EBUSY;
}

HPI_RT int64_t openOfThread(uint32_t Tid, const char *Name) HPI_SYM("openOfThread");

int64_t openOfThread(uint32_t Tid, const char *Name) {
  char Path[64];
  struct HpiText Text;
  textStart(&Text, Path, sizeof(Path));
  textAdd(&Text, "/proc/self/task/");
  textAddNumber(&Text, Tid, 10);
  textAdd(&Text, Name);
  int64_t Fd = sysOpen(Path, O_RDONLY);
  return Fd == -ENOENT ? -ESRCH : Fd;
}

int64_t signalOpen(struct HpiWatched *Watched) {
  int64_t Fd = openOfThread(Watched->Tid, "/stat");
  if (Fd < 0)
    return Fd;
  Watched->Fd = (int32_t)Fd;
  Watched->StackFd = State.Page->Options.clock ? (int32_t)openOfThread(Watched->Tid, "/syscall") : -1;
  Watched->SleepsIn = 0;
  Watched->SeenCpuNs = sysClockNs(sysCpuClockOf(Watched->Tid));
  Watched->LastCpuNs = State.Page->Options.clock ? sysClockNs(HPI_CLOCK_MONOTONIC) : Watched->SeenCpuNs;
  Watched->SentCpuNs = Watched->LastCpuNs;
  return 0;
}

void signalClose(struct HpiWatched *Watched) {
  sysClose(Watched->Fd);
  if (Watched->StackFd >= 0)
    sysClose(Watched->StackFd);
}

void signalIgnore(struct HpiShared *Shared) {
  struct HpiSigAction Action;
  zeroBytes(&Action, sizeof(Action));
  Action.Handler = (void *)1; /* SIG_IGN */
  HPI_CALL(rt_sigaction, Shared->Signal, &Action, 0, HPI_SIGSET_BYTES, 0, 0);
  Shared->Signal = 0;
}

HPI_RT int isRunning(const struct HpiWatched *Watched) HPI_SYM("isRunning");

/* The state stands behind the program's name, which may hold anything, in brackets. */
int isRunning(const struct HpiWatched *Watched) {
  char Data[64];
  int64_t Size = sysPread(Watched->Fd, Data, sizeof(Data), 0);
  int64_t I = Size - 2;
  while (I > 0 && Data[I] != ')')
    --I;
  return I > 0 && Data[I + 2] == 'R';
}

HPI_RT void sendSignal(struct HpiShared *Shared, struct HpiWatched *Watched) HPI_SYM("sendSignal");

void sendSignal(struct HpiShared *Shared, struct HpiWatched *Watched) {
  struct HpiSigInfo Info;
  zeroBytes(&Info, sizeof(Info));
  Info.Signal = Shared->Signal;
  Info.Code = HPI_SI_QUEUE;
  Info.Pid = (int32_t)State.Pid;
  Info.Value = (uint64_t)(Watched - Shared->Threads);
  HPI_CALL(rt_tgsigqueueinfo, State.Pid, Watched->Tid, Shared->Signal, &Info, 0, 0);
}

int signalTick(struct HpiShared *Shared, struct HpiWatched *Watched) {
  uint64_t CpuNs = sysClockNs(sysCpuClockOf(Watched->Tid));
  if (!CpuNs)
    return -1;
  if (CpuNs == Watched->SeenCpuNs)
    return 0;
  Watched->SeenCpuNs = CpuNs;
  if (CpuNs - Watched->SentCpuNs < Watched->PeriodNs || !isRunning(Watched))
    return 1;
  Watched->SentCpuNs = CpuNs;
  sendSignal(Shared, Watched);
  return 1;
}

HPI_RT int sleepingMoment(const struct HpiWatched *Watched, struct HpiStackMoment *Moment) HPI_SYM("sleepingMoment");

/* Where a sleeping thread is: the last two words that the kernel tells of it. \returns 0 where it runs */
int sleepingMoment(const struct HpiWatched *Watched, struct HpiStackMoment *Moment) {
  char Data[256];
  int64_t Size = sysPread(Watched->StackFd, Data, sizeof(Data) - 1, 0);
  if (Size <= 0 || Data[0] == 'r')
    return 0;
  Data[Size] = 0;
  zeroBytes(Moment, sizeof(*Moment));
  for (char *Text = Data; *Text; ++Text)
    if (Text[0] == ' ' && Text[1] == '0' && Text[2] == 'x') {
      Moment->Sp = Moment->Pc;
      parseHex(Text + 3, &Moment->Pc);
    }
  return Moment->Sp != 0;
}

int signalTickWall(struct HpiShared *Shared, struct HpiWatched *Watched) {
  uint32_t Thread = (uint32_t)(Watched - Shared->Threads);
  uint64_t CpuNs = sysClockNs(sysCpuClockOf(Watched->Tid)), Now = sysClockNs(HPI_CLOCK_MONOTONIC);
  if (!CpuNs)
    return -1;
  if (CpuNs == Watched->SeenCpuNs && Watched->SleepsIn) {
    addSince(Watched, Watched->SleepsIn, Thread, Now); /* it has slept all the time */
    return 0;
  }
  Watched->SeenCpuNs = CpuNs;
  Watched->SleepsIn = 0;
  if (Now - Watched->SentCpuNs < Watched->PeriodNs)
    return 1;
  Watched->SentCpuNs = Now;
  struct HpiStackMoment Moment;
  if (isRunning(Watched)) {
    if (!Watched->HasTimer)
      sendSignal(Shared, Watched);
  } else if (sleepingMoment(Watched, &Moment))
    Watched->SleepsIn = takeOwnSample(Shared, Thread, Moment);
  return 1;
}

int64_t signalStartTimer(struct HpiShared *Shared, struct HpiWatched *Watched) {
  struct {
    uint64_t Value;
    int32_t Signal, Notify, Tid, Rest[11];
  } Event;
  HPI_STATIC_ASSERT(sizeof(Event) == 64);
  zeroBytes(&Event, sizeof(Event));
  Event.Value = (uint64_t)(Watched - Shared->Threads);
  Event.Signal = Shared->Signal;
  Event.Notify = HPI_SIGEV_THREAD_ID;
  Event.Tid = (int32_t)Watched->Tid;
  if (!State.Page->Options.clock)
    Watched->LastCpuNs = sysClockNs(sysCpuClockOf(Watched->Tid));
  int64_t Error = HPI_CALL(timer_create, sysCpuClockOf(Watched->Tid), &Event, &Watched->Timer, 0, 0, 0);
  if (Error)
    return Error;
  struct HpiTime Times[2];
  Times[0].Sec = Times[1].Sec = 0;
  Times[0].Nsec = Times[1].Nsec = (int64_t)Watched->PeriodNs;
  Watched->HasTimer = 1;
  return HPI_CALL(timer_settime, Watched->Timer, 0, Times, 0, 0, 0);
}

void signalStopTimer(struct HpiWatched *Watched) {
  if (Watched->HasTimer)
    HPI_CALL(timer_delete, Watched->Timer, 0, 0, 0, 0, 0);
  Watched->HasTimer = 0;
}
