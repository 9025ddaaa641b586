// A lambda: the statement that makes it wins its line, its body counts runs; alone on a line it counts calls.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

template <typename F> static int apply(int N, F Fn) { // HITS: 3
  int S = 0;                           // HITS: 3
  for (int I = 0; I < N; ++I)          // HITS: 15
    S += Fn(I);                        // HITS: 12
  return S;                            // HITS: 3
}

int main() {
  auto Inc = [](int X) { return X + 1; }; // HITS: 1
  int S = apply(5, Inc);               // HITS: 1
  auto Add = [&](int X) {              // HITS: 1
    if (X > 1)                         // HITS: 4
      S += X;                          // HITS: 2
    return S;                          // HITS: 4
  };                                   // HITS: -
  S += apply(4, Add);                  // HITS: 1
  S += apply(3,                        // HITS: 1
             [](int X) { return X; }); // HITS: 3
  auto Never = [] {                    // HITS: 1
    return 1;                          // HITS: 0
  };
  (void)Never;                         // HITS: 1
  return S == 0;                       // HITS: 1
}
