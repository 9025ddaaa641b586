// fork in a threaded program: the child counts its own, the parent keeps its own, both are summed.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <atomic>
#include <pthread.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

static std::atomic<bool> Forked;

static int step(int N) {                 // HITS: 4*20000+10*3*100
  return N ^ 1;                          // HITS: 4*20000+10*3*100
}
static void work() {                     // HITS: 4
  volatile int S = 0;                    // HITS: 4
  for (int I = 0; I < 20000; ++I)        // HITS: 4*20001
    S += step(I);                        // HITS: 4*20000
  while (!Forked)
    std::this_thread::yield();
}
static void child() {                    // HITS: 10*3
  volatile int S = 0;                    // HITS: 10*3
  for (int I = 0; I < 100; ++I)          // HITS: 10*3*101
    S += step(I);                        // HITS: 10*3*100
}

int main() {
  std::thread Pool[4];                   // HITS: 1
  for (auto &T : Pool) T = std::thread(work); // HITS: 5
  int Status = 0, Bad = 0;               // HITS: 1
  for (int I = 0; I < 10; ++I) {         // HITS: 11
    pid_t Pid = fork();                  // HITS: 10
    if (Pid == 0) {                      // HITS: 20
      std::thread Second(child), Third(child); // HITS: 10
      child();                           // HITS: 10
      Second.join();                     // HITS: 10
      Third.join();                      // HITS: 10
      _exit(3);                          // HITS: 10
    }
    waitpid(Pid, &Status, 0);            // HITS: 10
    Bad += WEXITSTATUS(Status) != 3;     // HITS: 10
  }
  Forked = true;                         // HITS: 1
  for (auto &T : Pool) T.join();         // HITS: 5
  return Bad;                            // HITS: 1
}
