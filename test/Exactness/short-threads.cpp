// Many threads that live briefly, some at once: blocks are handed on, nothing is lost.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <thread>
#include <vector>

static int step(int N) { // HITS: 400*250
  return N & 3;          // HITS: 400*250
}
static void work() {     // HITS: 400
  volatile int S = 0;    // HITS: 400
  for (int I = 0; I < 250; ++I) // HITS: 400*251
    S += step(I);        // HITS: 400*250
}

int main() {
  for (int Round = 0; Round < 40; ++Round) { // HITS: 41
    std::vector<std::thread> Pool;   // HITS: 40
    for (int I = 0; I < 10; ++I)     // HITS: 440
      Pool.emplace_back(work);       // HITS: 400
    for (auto &T : Pool)             // HITS: 440
      T.join();                      // HITS: 400
  }
  return 0;                          // HITS: 1
}
