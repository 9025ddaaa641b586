// A thread_local with a dynamic initialiser counts the threads that ran it; a constant one runs no code.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <thread>

static thread_local int Constant = 3;      // HITS: -
static int make() { return 40; }           // HITS: 4
static thread_local int Dynamic = make();  // HITS: 4

static int use(int N) {                    // HITS: 40
  Dynamic += N;                            // HITS: 40
  return Dynamic + Constant;               // HITS: 40
}

int main() {
  int Results[4] = {};
  std::thread Threads[3];                  // HITS: 1
  for (int T = 0; T < 3; ++T)              // HITS: 4
    Threads[T] = std::thread([T, &Results] { // HITS: 3
      for (int I = 0; I < 10; ++I)         // HITS: 33
        Results[T] = use(1);               // HITS: 30
    });                                    // HITS: -
  for (auto &T : Threads)                  // HITS: 4
    T.join();                              // HITS: 3
  for (int I = 0; I < 10; ++I)             // HITS: 11
    Results[3] = use(2);                   // HITS: 10
  return Results[0] + Results[1] + Results[2] + Results[3] != 3 * 53 + 63; // HITS: 1
}
