// Threads count without locks or atomics, and lose nothing.
// RUN: rm -rf %t && %rewrite -o %t %s -- -pthread
// RUN: cd %t && g++ -O2 -pthread threads.cpp -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s
#include <thread>
#include <vector>

static void spin(volatile long *Sum) {  // HITS: 8
  for (int I = 0; I < 1000000; ++I)     // HITS: 8*1000001
    *Sum += I;                          // HITS: 8*1000000
}

int main() {
  std::vector<std::thread> All;         // HITS: 1
  long Sums[8] = {};                    // HITS: 1
  for (long &Sum : Sums)                // HITS: 9
    All.emplace_back(spin, &Sum);       // HITS: 8
  for (std::thread &One : All)          // HITS: 9
    One.join();                         // HITS: 8
  return Sums[7] != Sums[0];            // HITS: 1
}
