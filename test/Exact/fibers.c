// Functions on stacks that a program changes by itself: those that are taken for gone are not measured further, and
// nothing else is disturbed.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-hits %t/o2 %s

#include <stddef.h>
#include <ucontext.h>

static ucontext_t Main, Fiber;
static char Stack[64 * 1024];
static volatile int Sum;

static void step(void) {       // HITS: 10
  ++Sum;                       // HITS: 10
}

static void fiber(void) {      // HITS: 1
  for (int I = 0; I < 5; ++I) { // HITS: 5
    step();                    // HITS: 5
    swapcontext(&Fiber, &Main); // HITS: 5
  }
}

int main(void) {               // HITS: 1
  getcontext(&Fiber);          // HITS: 1
  Fiber.uc_stack.ss_sp = Stack; // HITS: 1
  Fiber.uc_stack.ss_size = sizeof(Stack); // HITS: 1
  Fiber.uc_link = &Main;       // HITS: 1
  makecontext(&Fiber, fiber, 0); // HITS: 1
  for (volatile int I = 0; I < 5; ++I) { // HITS: 6
    swapcontext(&Main, &Fiber); // HITS: 5
    step();                    // HITS: 5
  }
  return Sum != 10;            // HITS: 1
}
