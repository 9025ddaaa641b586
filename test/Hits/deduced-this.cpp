// Deduced this, static operators and multi-dimensional subscripts of C++23.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++23 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++23 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

struct Counter {
  int N = 0;                          // HITS: 1
  template <typename Self> auto &get(this Self &&S) { // HITS: 5
    return S.N;                       // HITS: 5
  }
  static int operator()(int X) {      // HITS: 2
    return X + 1;                     // HITS: 2
  }
  int operator[](int A, int B) const { // HITS: 1
    return A * B + N;                 // HITS: 1
  }
};

int main() {
  Counter C;                          // HITS: 1
  const Counter &Const = C;           // HITS: 1
  for (int I = 0; I < 3; ++I)         // HITS: 4
    C.get() += I;                     // HITS: 3
  int S = Const.get() + Const.get();  // HITS: 1
  auto Fib = [](this auto Self, int N) -> int { // HITS: 1
    return N < 2 ? N                  // HITS: 15
                 : Self(N - 1) + Self(N - 2); // HITS: 7
  };                                  // HITS: -
  S += Fib(5) + C(1) + C(2);          // HITS: 1
  return S + C[2, 3] != 6 + 5 + 5 + 9; // HITS: 1
}
