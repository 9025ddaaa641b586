// What is stopped has no sampled time; what came before a reset is gone.
// RUN: rm -rf %t.out && %clang_hp -O2 -I%S/../../include %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr export --format json %t.out -o %t.json
// RUN: %python %S/../Time/Inputs/lines.py %t.json %s 'before.total == 0' 'stopped.total < 25e6' \
// RUN:   'abs(works.total - 300e6) < 40e6' 'abs(more.total - 200e6) < 40e6' 'unattributed < 50e6'
#include "../Time/Inputs/burn.h"
#include "hpinstr/hpinstr.h"

int main(void) {
  burn(300); // before
  hpinstr_reset();
  burn(300); // works
  hpinstr_stop();
  burn(300); // stopped
  hpinstr_start();
  burn(200); // more
  return 0;
}
