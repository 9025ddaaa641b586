/* burn.h - burn(MS) uses so many milliseconds of the thread's CPU time, on the line that calls it. */
#include <time.h>

__attribute__((always_inline, annotate("hpinstr::off"))) static inline long long cpuNs(void) {
  struct timespec Now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &Now);
  return Now.tv_sec * 1000000000LL + Now.tv_nsec;
}

/* Not instrumented: its time is that of the calling line. */
__attribute__((annotate("hpinstr::off"), unused)) static void burn(int Ms) {
  long long End = cpuNs() + Ms * 1000000LL;
  volatile unsigned Work = 0;
  while (cpuNs() < End)
    for (int I = 0; I < 20000; ++I)
      Work = Work + I;
}
