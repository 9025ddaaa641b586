// fork begins once; what stands behind it counts in both processes, and the report sums them.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <sys/wait.h>
#include <unistd.h>

static int Sum;

static void step(int N) {  // HITS: 9
  Sum += N;                // HITS: 9
}

int main(void) {
  int Status = 0;
  for (int I = 0; I < 3; ++I) { // HITS: 4
    pid_t Pid = fork();    // HITS: 3
    if (Pid == 0) {        // HITS: 6
      step(I);             // HITS: 3
      step(I);             // HITS: 3
      return Sum != 2 * I + I; // HITS: 3
    }
    waitpid(Pid, &Status, 0); // HITS: 3
    if (Status)            // HITS: 3
      return 1;            // HITS: 0
    step(1);               // HITS: 3
  }
  return Sum != 3;         // HITS: 1
}
