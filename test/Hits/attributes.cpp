// Attributes of statements change nothing; a lone [[fallthrough]] is no code.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int f(int N) {        // HITS: 6
  int S = 0;                 // HITS: 6
  if (N > 4) [[unlikely]]    // HITS: 6
    S += 1;                  // HITS: 1
  else [[likely]] {          // HITS: -
    S += 2;                  // HITS: 5
  }                          // HITS: -
  switch (N) {               // HITS: 6
  case 0:                    // HITS: -
    ++S;                     // HITS: 1
    [[fallthrough]];         // HITS: -
  [[likely]] case 1:         // HITS: -
    S += 10;                 // HITS: 2
    break;                   // HITS: 2
  }
#pragma clang loop unroll(disable)
  for (int I = 0; I < N; ++I) // HITS: 21
    S += 100;                // HITS: 15
  [[maybe_unused]] int K = S; // HITS: 6
  if (__builtin_expect(S > 0, 1)) // HITS: 6
    return S;                // HITS: 6
  return 0;                  // HITS: 0
}

int main() {
  int S = 0;
  for (int I = 0; I < 6; ++I) S += f(I); // HITS: 7
  return S != 1 + 10 + 1 + 20 + 1500;    // HITS: 1
}
