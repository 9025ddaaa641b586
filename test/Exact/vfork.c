// A child of vfork that ends by _exit leaves the frames of its parent, whose stack it borrows, as they are.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -fplugin-arg-hpinstr-time=exact %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s

#include <sys/wait.h>
#include <unistd.h>

static volatile int Sum;

static void spawn(void) {      // FUNC: 1 5 5
  int Child = vfork();         // TIME: 1 1 1
  if (!Child)                  // TIME: 2 2 2
    _exit(0);                  // TIME: 1 1 1
  ++Sum;                       // TIME: 1 1 1
}

int main(void) {               // FUNC: 1 9 4
  spawn();                     // TIME: 1 7 2
  wait(NULL);                  // TIME: 1 1 1
  return Sum != 1;             // TIME: 1 1 1
}
