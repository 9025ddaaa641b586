// Each thread throws through the same frames at once.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <thread>

__attribute__((noinline)) static int deep(int N) { // HITS: 8*4000*4
  if (N == 0)                        // HITS: 8*4000*4
    throw 1;                         // HITS: 8*4000
  int R = deep(N - 1);               // HITS: 8*4000*3
  return R + 1;                      // HITS: 0
}
static void work(int *Out) {         // HITS: 8
  for (int I = 0; I < 4000; ++I)     // HITS: 8*4001
    try {                            // HITS: -
      deep(3);                       // HITS: 8*4000
    } catch (int E) {                // HITS: -
      *Out += E;                     // HITS: 8*4000
    }
}

int main() {
  int Sums[8] = {}, Bad = 0;
  std::thread Pool[8];               // HITS: 1
  for (int I = 0; I < 8; ++I)        // HITS: 9
    Pool[I] = std::thread(work, &Sums[I]); // HITS: 8
  for (int I = 0; I < 8; ++I) {      // HITS: 9
    Pool[I].join();                  // HITS: 8
    Bad += Sums[I] != 4000;          // HITS: 8
  }
  return Bad;                        // HITS: 1
}
