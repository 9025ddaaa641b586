// exit() in mid-flight ends the visits that are open.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s

#include <stdlib.h>

static volatile int Sum;

static void leave(void) {      // FUNC: 1 2 2
  ++Sum;                       // TIME: 1 1 1
  exit(Sum - 1);               // TIME: 1 1 1
}

int main(void) {               // FUNC: 1 5 3
  ++Sum;                       // TIME: 1 1 1
  --Sum;                       // TIME: 1 1 1
  leave();                     // TIME: 1 3 1
}
