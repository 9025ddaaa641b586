// vfork begins once; parent and child each count what they ran.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#define _DEFAULT_SOURCE
#include <sys/wait.h>
#include <unistd.h>

static volatile int Shared;

static void child(void) {  // HITS: 3
  ++Shared;                // HITS: 3
  _exit(0);                // HITS: 3
}

int main(void) {
  int Status;
  for (int I = 0; I < 3; ++I) { // HITS: 4
    pid_t Pid = vfork();   // HITS: 3
    if (Pid == 0)          // HITS: 6
      child();             // HITS: 3
    if (waitpid(Pid, &Status, 0) != Pid) // HITS: 3
      return 1;            // HITS: 0
    Shared += 10;          // HITS: 3
  }
  return Shared != 33;     // HITS: 1
}
