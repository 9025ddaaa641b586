// A forked child's times begin at the fork, in the frames that it is in, and go to its own report; the parent's are its own.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s

#include <sys/wait.h>
#include <unistd.h>

static volatile int Sum;

static void step(void) {       // FUNC: 3 6 6
  ++Sum;                       // TIME: 3 3 3
  ++Sum;                       // TIME: 3 3 3
}

int main(void) {               // FUNC: 2 19 13
  step();                      // TIME: 1 4 2
  int Child = fork();          // TIME: 2 2 2
  step();                      // TIME: 2 8 4
  if (Child)                   // TIME: 2 2 2
    wait(NULL);                // TIME: 1 1 1
  return 0;                    // TIME: 2 2 2
}
