// Where the kernel has no close_range (436), or no perf_event_open (298), timers take the samples.
// RUN: %clang_hp -O2 %s -o %t && %clang -O1 %S/Inputs/without.c -o %t.without
// RUN: rm -rf %t.out && env HPINSTR_OUT=%t.out %t.without 436 %t && %hpinstr report %t.out | grep "samples (timer)"
// RUN: %check-shares %t.out %s
// RUN: rm -rf %t.out && env HPINSTR_OUT=%t.out %t.without 298 %t && %hpinstr report %t.out | grep "samples (timer)"
// RUN: %check-shares %t.out %s
#include "Inputs/burn.h"

int main(void) {
  burn(1050); // SELF: 75
  burn(350);  // SELF: 25
  return 0;
}
