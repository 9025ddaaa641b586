// A tree of forks: every process has a file of its own, and the sum is exact.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <sys/wait.h>
#include <unistd.h>

static long Sum;

static void spin(int N) {        // HITS: 31
  for (int I = 0; I < N; ++I)    // HITS: 31*101
    Sum += I;                    // HITS: 31*100
}
static int grow(int Depth) {     // HITS: 31
  int Bad = 0, Status = 0;       // HITS: 31
  spin(100);                     // HITS: 31
  if (Depth == 0)                // HITS: 31
    return 0;                    // HITS: 16
  for (int I = 0; I < 2; ++I) {  // HITS: 15*3
    pid_t Pid = fork();          // HITS: 30
    if (Pid == 0)                // HITS: 60
      _exit(grow(Depth - 1));    // HITS: 30
    waitpid(Pid, &Status, 0);    // HITS: 30
    Bad |= Status != 0;          // HITS: 30
  }
  return Bad;                    // HITS: 15
}

int main(void) { return grow(4); } // HITS: 1
