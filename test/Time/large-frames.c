// Callers are found behind frames that are larger than what a sample holds of the stack, also that of a function which calls
// nothing; by frame pointers as well, where unwind tables are not wanted.
// RUN: rm -rf %t.out %t.timer && %clang_hp -O2 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr export --format json %t.out -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'small.total > 0.2 * sampled' 'large.total > 0.2 * sampled' \
// RUN:   'between.total > 0.9 * (small.total + large.total)' 'start.total > 0.95 * (sampled - unattributed)'
// RUN: env HPINSTR_OUT=%t.timer HPINSTR_OPTIONS=sampler=timer %t && %hpinstr export --format json %t.timer -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'small.total > 0.2 * sampled' 'large.total > 0.2 * sampled' \
// RUN:   'between.total > 0.9 * (small.total + large.total)' 'start.total > 0.95 * (sampled - unattributed)'
// RUN: rm -rf %t.out && %clang_hp -O2 -fno-asynchronous-unwind-tables %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr export --format json %t.out -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'between.total > 0.9 * (small.total + large.total)' \
// RUN:   'start.total > 0.95 * (sampled - unattributed)'
#include <string.h>

volatile unsigned Sink;

__attribute__((noinline)) static void small(unsigned Rounds) {
  for (unsigned I = 0; I < Rounds; ++I)
    Sink += I;
}

__attribute__((noinline)) static unsigned large(unsigned Rounds) {
  volatile unsigned Table[8192];
  for (unsigned I = 0; I < Rounds; ++I)
    Table[I % 8192] = I;
  return Table[Rounds % 8192];
}

__attribute__((noinline)) static unsigned between(unsigned Rounds) {
  volatile char Frame[40000];
  Frame[Rounds % 40000] = 1;
  small(Rounds);
  return large(Rounds) + (unsigned)Frame[7];
}

int main(void) {
  return between(200000000) == 1; // start
}
