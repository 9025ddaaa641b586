// vfork and exec of another instrumented program, which forks and is killed: three processes, two programs, one sum.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clang_hp -O0 child.c -o child && %clang_hp -O0 parent.c -o parent && env HPINSTR_OUT=%t/o0 ./parent
// RUN: %check-hits %t/o0 %t/parent.c && %check-hits %t/o0 %t/child.c
// RUN: cd %t && %clang_hp -O2 child.c -o child && %clang_hp -O2 parent.c -o parent && env HPINSTR_OUT=%t/o2 ./parent
// RUN: %check-hits %t/o2 %t/parent.c && %check-hits %t/o2 %t/child.c

//--- parent.c
#define _DEFAULT_SOURCE
#include <sys/wait.h>
#include <unistd.h>

int main(void) {                       // HITS: 1
  int Status = 0, Bad = 0;             // HITS: 1
  for (int I = 0; I < 5; ++I) {        // HITS: 6
    pid_t Pid = vfork();               // HITS: 5
    if (Pid == 0) {                    // HITS: 10
      execl("./child", "child", (char *)0); // HITS: 5
      _exit(99);                       // HITS: 0
    }
    waitpid(Pid, &Status, 0);          // HITS: 5
    Bad += !WIFSIGNALED(Status);       // HITS: 5
  }
  return Bad;                          // HITS: 1
}
//--- child.c
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {                       // HITS: 5
  volatile int S = 0;                  // HITS: 5
  for (int I = 0; I < 50; ++I)         // HITS: 5*51
    S += I;                            // HITS: 5*50
  if (fork() == 0)                     // HITS: 5
    _exit(S != 1225);                  // HITS: 5
  wait(0);                             // HITS: 5
  kill(getpid(), SIGKILL);             // HITS: 5
  return 0;                            // HITS: 0
}
