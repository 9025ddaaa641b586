/* Clock.c - the clock of exact times, and what reading it costs. See Clock.h. */
#include "Clock.h"

enum { HPI_RATE_NS = 1000000, HPI_RATE_READINGS = 5 };

extern int clock_gettime(int Clock, struct HpiTime *Time) __attribute__((weak));

/* libc's clock_gettime makes no system call where the kernel offers to do without. */
uint64_t clockReadOther(uint64_t *Steps) {
  if (State.Clock.Kind == HPI_CLOCK_STEPS)
    return *Steps += State.Clock.Step;
  struct HpiTime Time = {0, 0};
  if (!clock_gettime)
    return sysClockNs(HPI_CLOCK_MONOTONIC);
  clock_gettime(HPI_CLOCK_MONOTONIC, &Time);
  return (uint64_t)Time.Sec * 1000000000u + (uint64_t)Time.Nsec;
}

HPI_RT int counterIsSteady(void) HPI_SYM("counterIsSteady");

/* Whether the counter runs at one rate in all states of power: CPUID 80000007H, EDX bit 8 ("invariant TSC", Intel SDM
 * volume 3, 19.17.1). The virtual counter of AArch64 always does. */
int counterIsSteady(void) {
#if defined(__x86_64__)
  uint32_t A = 0x80000000u, B, C = 0, D;
  __asm__ volatile("cpuid" : "+a"(A), "=b"(B), "+c"(C), "=d"(D));
  if (A < 0x80000007u)
    return 0;
  A = 0x80000007u;
  C = 0;
  __asm__ volatile("cpuid" : "+a"(A), "=b"(B), "+c"(C), "=d"(D));
  return D >> 8 & 1;
#else
  return 1;
#endif
}

/* A moment by both clocks. */
struct HpiMoment {
  uint64_t Ns;
  uint64_t Ticks;
};

HPI_RT void readBoth(struct HpiMoment *Moment) HPI_SYM("readBoth");

/* The reading of several that took the least time: nothing came between. */
void readBoth(struct HpiMoment *Moment) {
  uint64_t Least = ~0ull;
  for (int I = 0; I < HPI_RATE_READINGS; ++I) {
    uint64_t Before = counterRead();
    uint64_t Ns = sysClockNs(HPI_CLOCK_MONOTONIC);
    uint64_t Took = counterRead() - Before;
    if (Took >= Least)
      continue;
    Least = Took;
    Moment->Ns = Ns;
    Moment->Ticks = Before + Took / 2;
  }
}

HPI_RT uint64_t measureRate(void) HPI_SYM("measureRate");

/* Picoseconds a tick times 2^32, 0 where the counter does not move. Error: about 1 in 20,000. */
uint64_t measureRate(void) {
  struct HpiMoment First, Last;
  readBoth(&First);
  while (sysClockNs(HPI_CLOCK_MONOTONIC) - First.Ns < HPI_RATE_NS)
    ;
  readBoth(&Last);
  uint64_t Ticks = Last.Ticks - First.Ticks, Ps = (Last.Ns - First.Ns) * 1000;
  for (; Ps >> 32; Ps >>= 1)
    Ticks >>= 1;
  return Ticks ? (Ps << HPI_CLOCK_SHIFT) / Ticks : 0;
}

void clockStart(void) {
  struct HpiClock *Clock = &State.Clock;
  if (Clock->Kind)
    return;
  uint64_t Step = State.Page ? State.Page->Options.clock_step : 0;
  uint64_t Rate = !Step && counterIsSteady() ? measureRate() : 0;
  Clock->Step = (uint32_t)Step;
  Clock->PsPerTick = Rate ? Rate : 1000ull << HPI_CLOCK_SHIFT;
  Clock->Kind = Step ? HPI_CLOCK_STEPS : Rate ? HPI_CLOCK_TICKS : HPI_CLOCK_SYSTEM;
}
