// HPINSTR_OPTIONS=rate says how often samples are taken; their time adds up to the thread's all the same.
// RUN: %clang_hp -O2 %s -o %t
// RUN: rm -rf %t.slow && env HPINSTR_OUT=%t.slow HPINSTR_OPTIONS=rate=20 %t && %hpinstr export --format json %t.slow -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'works.total > 0.8 * cpu' '10 < works.samples < 60' 'sampled < cpu'
// RUN: rm -rf %t.much && env HPINSTR_OUT=%t.much HPINSTR_OPTIONS=rate=200 %t && %hpinstr export --format json %t.much -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'works.total > 0.9 * cpu' '120 < works.samples < 400'
// What is out of bounds is the nearest that can be had.
// RUN: rm -rf %t.none && env HPINSTR_OUT=%t.none HPINSTR_OPTIONS=rate=0 %t && %hpinstr export --format json %t.none -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s '3 < works.samples < 30'
#include "Inputs/burn.h"

int main(void) {
  burn(1200); // works
  return 0;
}
