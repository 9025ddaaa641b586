// In wall time waiting is time of the line that waits; in CPU time it is none.
// RUN: rm -rf %t.out %t.cpu && %clang_hp -O2 %s -o %t && env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=clock=wall %t
// RUN: env HPINSTR_OUT=%t.cpu %t && %hpinstr export --format json %t.out -o %t.json
// RUN: %hpinstr export --format json %t.cpu -o %t.cpu.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'sleeps.self > 200e6' 'polls.self > 130e6' 'works.self > 60e6' \
// RUN:   'waiter.total > 330e6' 'sleeps.self < 2 * waiter.total / 3'
// RUN: %python %S/Inputs/lines.py %t.cpu.json %s 'sleeps.self < works.self / 4' 'polls.self < works.self / 4' 'works.self > 60e6'
#include "Inputs/burn.h"
#include <poll.h>

__attribute__((noinline)) void waiter(void) {
  struct timespec Pause = {0, 300000000};
  nanosleep(&Pause, 0); // sleeps
  poll(0, 0, 200); // polls
}

int main(void) {
  waiter();
  burn(100); // works
}
