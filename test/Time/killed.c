// A process killed with -9 keeps its samples but those of its last 50 ms, which were still with the kernel.
// RUN: rm -rf %t.out && %clang_hp -O2 %s -o %t && not --crash env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr export --format json %t.out -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'works.total > 0.85e9' 'works.total < 1.02e9' 'sampled < 1.1e9'
#include "Inputs/burn.h"
#include <signal.h>

int main(void) {
  burn(1000); // works
  raise(SIGKILL);
  return 0;
}
