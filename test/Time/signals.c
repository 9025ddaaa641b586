// What a signal handler takes and allocates belongs to the lines that the signal interrupted, too, as to callers; each
// way of sampling sees that.
// RUN: %clang_hp -O2 %s -o %t
// RUN: sh -c 'for S in perf thread timer; do rm -rf %t.out; env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=sampler=$S %t || exit 1; \
// RUN:   %hpinstr export --format json %t.out -o %t.json && %python %S/Inputs/lines.py %t.json %s "handler.self > 0.2 * sampled" \
// RUN:   "raises.total > 0.2 * handler.self" "calls.total > 0.95 * raises.total" "interrupted.total > 0.55 * handler.self" \
// RUN:   "interrupted.total + calls.total > 0.95 * (sampled - unattributed)" || exit 1; done'
// RUN: %python %S/Inputs/lines.py %t.json %s 'calls.allocs == 20' 'handler.hits >= 60' \
// RUN:   'interrupted.allocs + calls.allocs >= handler.hits - 1' 'interrupted.allocs + calls.allocs <= handler.hits'
#include "Inputs/burn.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>

static volatile unsigned long Sink;
static volatile int Done;
static void *volatile Block;

static void handler(int Signal) {
  (void)Signal;
  burn(10); // handler
  Block = malloc(100);
  free(Block);
  ++Done;
}

/* Calls nothing, and so has nothing on the stack but where it returns to. */
__attribute__((noinline)) static void spin(void) {
  while (Done < 40)
    ++Sink;
}

__attribute__((noinline)) static void call(void) {
  for (int I = 0; I < 20; ++I)
    raise(SIGUSR1); // raises
}

int main(void) {
  struct itimerval Often = {{0, 30000}, {0, 30000}}, Never = {{0, 0}, {0, 0}};
  signal(SIGVTALRM, handler);
  signal(SIGUSR1, handler);
  setitimer(ITIMER_VIRTUAL, &Often, 0);
  spin(); // interrupted
  setitimer(ITIMER_VIRTUAL, &Never, 0);
  call(); // calls
}
