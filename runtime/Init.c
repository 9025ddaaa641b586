/* Init.c - where the program enters the runtime.
 *
 * Owns: the probe ABI's entry point, the object's constructor and destructor, and libc's hooks. Must not: rely on
 * the constructor having run first; constructors of other objects call instrumented code before it.
 */
#include "Block.h"
#include "Exit.h"
#include "Lock.h"
#include "Sampler.h"
#include "Start.h"

struct HpiState State;
_Thread_local int64_t Offset;

extern int __register_atfork(void (*Prepare)(void), void (*Parent)(void), void (*Child)(void), void *Handle)
    __attribute__((weak));
extern int pthread_atfork(void (*Prepare)(void), void (*Parent)(void), void (*Child)(void)) __attribute__((weak));
extern int on_exit(void (*Function)(int, void *), void *Argument) __attribute__((weak));
HPI_RT_WEAK extern char __dso_handle[];

HPI_RT HPI_PRESERVE int64_t enter(void) HPI_SYM("enter");

/* Gives the thread its block and returns its offset. Async-signal-safe; leaves errno alone. */
int64_t enter(void) {
  uint64_t Mask = sysSignalMask(~0ull);
  lockAcquire(&State.Lock, State.Pid ? State.Pid : sysGetPid());
  start(0);
  if (!Offset && State.Page) {
    struct HpiCountersChunk *Block = blockTake(sysGetTid());
    Offset = Block ? blockOffset(Block) : 0;
    if (State.Wants & HPI_WANTS_SAMPLES)
      samplerWatch(sysGetTid());
  }
  lockRelease(&State.Lock);
  sysSignalMask(Mask);
  return Offset;
}

HPI_RT void forkedChild(void) HPI_SYM("forkedChild");

void forkedChild(void) {
  uint64_t Mask = sysSignalMask(~0ull);
  startForked();
  sysSignalMask(Mask);
}

HPI_RT void setHooks(void) HPI_SYM("setHooks");

/* on_exit handlers outlive dlclose, so only the executable registers one. */
void setHooks(void) {
  if (State.HooksSet || !State.Page)
    return;
  State.HooksSet = 1;
  if (__register_atfork)
    __register_atfork(0, 0, forkedChild, __dso_handle);
  else if (pthread_atfork)
    pthread_atfork(0, 0, forkedChild);
  if (State.IsMain && on_exit)
    on_exit(exitSeen, 0);
}

/* Priorities up to 100 are the system's, and this is that. */
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wprio-ctor-dtor"
#endif

HPI_RT void construct(int Argc, char **Argv, char **Envp) HPI_SYM("construct");

__attribute__((constructor(0))) void construct(int Argc, char **Argv, char **Envp) {
  uint64_t Mask = sysSignalMask(~0ull);
  lockAcquire(&State.Lock, State.Pid ? State.Pid : sysGetPid());
  struct HpiArguments Arguments = {Argc, Argv, Envp};
  start(&Arguments);
  lockRelease(&State.Lock);
  sysSignalMask(Mask);
  setHooks();
  if (!Offset)
    enter();
}

HPI_RT void destruct(void) HPI_SYM("destruct");

__attribute__((destructor(0))) void destruct(void) { objectEnds(); }
