// A handler that is a timed function is a callee of the line that it interrupts, on a stack of its own as well.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -fplugin-arg-hpinstr-time=exact %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s

#include <signal.h>
#include <stddef.h>

static volatile int Sum;
static char Stack[64 * 1024];

static void handler(int Signal) { // FUNC: 2 4 4
  Sum += Signal;               // TIME: 2 2 2
  ++Sum;                       // TIME: 2 2 2
}

static void provoke(void) {    // FUNC: 1 9 5
  raise(SIGUSR1);              // TIME: 1 4 2
  raise(SIGUSR2);              // TIME: 1 4 2
  ++Sum;                       // TIME: 1 1 1
}

int main(void) {               // FUNC: 1 17 8
  stack_t Other = {.ss_sp = Stack, .ss_size = sizeof(Stack)}; // TIME: 1 1 1
  sigaltstack(&Other, NULL);   // TIME: 1 1 1
  struct sigaction Action = {.sa_handler = handler, .sa_flags = SA_ONSTACK}; // TIME: 1 1 1
  sigaction(SIGUSR1, &Action, NULL); // TIME: 1 1 1
  signal(SIGUSR2, handler);    // TIME: 1 1 1
  provoke();                   // TIME: 1 11 2
  return Sum == 0;             // TIME: 1 1 1
}
