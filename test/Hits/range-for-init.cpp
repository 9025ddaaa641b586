// A range-for with an initialiser (C++20) counts as any loop header.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <initializer_list>

struct Pair { int Values[2]; };
static Pair make(int N) { return {{N, N + 1}}; } // HITS: 3

int main() {
  int Sum = 0;
  for (int I = 0; I < 3; ++I)                    // HITS: 4
    for (auto P = make(I); int X : P.Values)     // HITS: 9
      Sum += X;                                  // HITS: 6
  for (int K = 10; auto X : {1, 2, 3}) {         // HITS: 4
    Sum += K * X;                                // HITS: 3
    ++K;                                         // HITS: 3
  }
  return Sum != 9 + 10 + 22 + 36;                // HITS: 1
}
