/* Clock.h - the clock of exact times, and what reading it costs.
 *
 * Owns: reading, units, calibration. Must not: know lines or functions. A tick is the unit of one reading: of the
 * processor's counter, or a nanosecond.
 */
#ifndef HPI_RUNTIME_CLOCK_H
#define HPI_RUNTIME_CLOCK_H

#include "State.h"
#include "Syscall.h"

enum { HPI_CLOCK_SHIFT = 32 };

/* The processor's counter. Not serialising: neighbouring instructions may overlap with it by some nanoseconds. */
HPI_INLINE uint64_t counterRead(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#else
  uint64_t Value;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(Value));
  return Value;
#endif
}

/* Any other clock; *Steps is the thread's own state of the one that only counts. */
HPI_RT uint64_t clockReadOther(uint64_t *Steps) HPI_SYM("clockReadOther");

HPI_INLINE uint64_t clockRead(uint64_t *Steps) {
  return __builtin_expect(State.Clock.Kind == HPI_CLOCK_TICKS, 1) ? counterRead() : clockReadOther(Steps);
}

/* Ticks, also negative ones, in picoseconds. */
HPI_INLINE int64_t clockPs(int64_t Ticks) {
  return (int64_t)(((__int128)Ticks * State.Clock.PsPerTick) >> HPI_CLOCK_SHIFT);
}

/* Chooses a clock and measures its rate, which takes about a millisecond; no-op once there is one. */
HPI_RT void clockStart(void) HPI_SYM("clockStart");

#endif
