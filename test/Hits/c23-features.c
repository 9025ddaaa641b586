// C23: constexpr objects, typeof, nullptr, attributes, labels before declarations.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -std=c23 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 -std=c23 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

constexpr int Limit = 3;               // HITS: -
static_assert(Limit == 3);             // HITS: -
enum Wide : unsigned char { One = 1 }; // HITS: -

[[nodiscard]] static int step(int N, [[maybe_unused]] void *P) { // HITS: 3
  auto R = N + One;                    // HITS: 3
  typeof(R) Q = R;                     // HITS: 3
  switch (N) {                         // HITS: 3
  case 0:                              // HITS: -
    int Local = 10;                    // HITS: 1
    Q += Local;                        // HITS: 1
    [[fallthrough]];                   // HITS: -
  case 1:                              // HITS: -
    Q += 0b100;                        // HITS: 2
  }
  return Q;                            // HITS: 3
}

int main() {
  int S = 0;
  for (int I = 0; I < Limit; ++I)      // HITS: 4
    S += step(I, nullptr);             // HITS: 3
  int Zeroed[4] = {};                  // HITS: 1
  constexpr int K = 5;                 // HITS: -
  return S + Zeroed[2] + K != 6 + 10 + 8 + 5; // HITS: 1
}
