// Global constructors and destructors, with priorities and of function statics, run before main and after exit.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <stdlib.h>

static int Order;

struct Noisy {
  int N;
  explicit Noisy(int M) : N(M) {         // HITS: 4
    Order = Order * 10 + M;              // HITS: 4
  }
  ~Noisy() {                             // HITS: 4
    for (int I = 0; I < N; ++I)          // HITS: 2+3+4+5
      Order += 1;                        // HITS: 10
    if (N == 1)                          // HITS: 4
      _Exit(Order != 1234 + 10);         // HITS: 1
  }
};
static Noisy Plain(3);                   // HITS: 1
__attribute__((init_priority(300))) static Noisy Second(2); // HITS: 1
__attribute__((init_priority(200))) static Noisy First(1);  // HITS: 1

static Noisy &local() {                  // HITS: 5
  static Noisy Local(4);                 // HITS: 5
  return Local;                          // HITS: 5
}

int main() {                             // HITS: 1
  int S = 0;                             // HITS: 1
  for (int I = 0; I < 5; ++I)            // HITS: 6
    S += local().N;                      // HITS: 5
  return S;                              // HITS: 1
}
