// A sample that falls into a probe belongs to the timed function that has it, not to the caller of that.
// RUN: %clangxx_hp -O2 -I%source/include %s -o %t && rm -rf %t.out && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr export --format json %t.out | %python %S/Inputs/mainself.py
#include <hpinstr/hpinstr.h>

HPINSTR_PROFILE __attribute__((noinline)) static void timed() {
  volatile long X = 0;
  for (long I = 0; I < 5000000; ++I)
    X = X + I;
}

int main() { timed(); }
