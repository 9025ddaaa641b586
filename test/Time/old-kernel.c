// Where the kernel has no close_range (436), or no perf_event_open (298), timers take the samples. On a busy machine they
// tick late: one of three runs has to be right.
// RUN: %clang_hp -O2 %s -o %t && %clang -O1 %S/Inputs/without.c -o %t.without
// RUN: sh -c 'for I in 1 2 3; do rm -rf %t.out; env HPINSTR_OUT=%t.out %t.without 436 %t && \
// RUN:   %check-shares %t.out %s && exit 0; done; exit 1'
// RUN: %hpinstr report %t.out | grep "samples (timer)"
// RUN: sh -c 'for I in 1 2 3; do rm -rf %t.out; env HPINSTR_OUT=%t.out %t.without 298 %t && \
// RUN:   %check-shares %t.out %s && exit 0; done; exit 1'
// RUN: %hpinstr report %t.out | grep "samples (timer)"
#include "Inputs/burn.h"

int main(void) {
  burn(1050); // SELF: 75
  burn(350);  // SELF: 25
  return 0;
}
