// Structured bindings and if and switch with an initialiser.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

struct Pair { int First, Second; };
static Pair divide(int A, int B) {      // HITS: 10
  return {A / B, A % B};                // HITS: 10
}

int main() {
  int S = 0;
  for (int I = 0; I < 5; ++I) {         // HITS: 6
    auto [Q, R] = divide(I, 2);         // HITS: 5
    S += Q + R;                         // HITS: 5
    if (auto [X, Y] = divide(I, 3); Y > 0) // HITS: 5
      S += X + Y;                       // HITS: 3
    switch (int K = I % 3; K) {         // HITS: 5
    case 0:                             // HITS: -
      S += 10;                          // HITS: 2
      break;                            // HITS: 2
    default:                            // HITS: -
      S += 100 * K;                     // HITS: 3
    }
  }
  return S != 6 + 5 + 20 + 400;         // HITS: 1
}
