// Each way of sampling finds the lines, and the report says which one it was; `none` takes no samples.
// RUN: %clangxx_hp -O2 -pthread %s -o %t
// On a busy machine timers tick late: one of three runs has to be right.
// RUN: sh -c 'for I in 1 2 3; do rm -rf %t.out; env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=sampler=timer %t && \
// RUN:   %check-shares %t.out %s && exit 0; done; exit 1'
// RUN: %hpinstr report %t.out | grep "samples (timer)"
// RUN: rm -rf %t.out && env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=sampler=thread %t
// RUN: %hpinstr report %t.out | grep "samples (thread)"
// RUN: rm -rf %t.out && env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=sampler=none %t && %hpinstr report %t.out | not grep Samples
#include "Inputs/burn.h"
#include <cstdlib>
#include <thread>

__attribute__((noinline)) void busy() {
  burn(900);   // SELF: 60
}
static int compare(const void *, const void *) {
  burn(10); // SELF: 20
  return 0;
}

int main() {
  std::thread Other([] {
    busy(); // TOTAL: 60
  });
  int Values[16] = {};
  burn(300); // SELF: 20
  qsort(Values, 16, sizeof(int), compare); // TOTAL: 20
  Other.join();
}
