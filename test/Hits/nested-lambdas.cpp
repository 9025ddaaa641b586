// Nested and generic lambdas and init captures: each body line counts its own runs, instantiations summed.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Calls;
static int next() { return ++Calls; } // HITS: 3

int main() {
  int Sum = 0;
  auto Outer = [&Sum](int N) {        // HITS: 1
    auto Inner = [&Sum, K = next()](int M) { // HITS: 3
      Sum += M * K;                   // HITS: 6
      return M;                       // HITS: 6
    };                                // HITS: -
    Inner(N);                         // HITS: 3
    return Inner(1);                  // HITS: 3
  };                                  // HITS: -
  for (int I = 0; I < 3; ++I)         // HITS: 4
    Outer(I);                         // HITS: 3
  auto Generic = [](auto X) {         // HITS: 1
    return X + 1;                     // HITS: 3
  };
  Sum += Generic(1) + int(Generic(2.0)) + Generic(3L); // HITS: 1
  return Sum != 8 + 6 + 9;            // HITS: 1
}
