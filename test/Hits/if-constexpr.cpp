// In a template each branch of if constexpr counts the instantiations that kept it.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

template <typename T> int describe(T X) {   // HITS: 5
  int S = 0;                                // HITS: 5
  if constexpr (sizeof(T) == 1)
    S += 1;                                 // HITS: 1
  else if constexpr (sizeof(T) == 4) {
    S += 10;                                // HITS: 3
    S += X > 2;                             // HITS: 3
  } else {                                  // HITS: -
    S += 100;                               // HITS: 1
  }                                         // HITS: -
  return S;                                 // HITS: 5
}

int main() {
  int S = describe('c');                    // HITS: 1
  for (int I = 1; I < 4; ++I)               // HITS: 4
    S += describe(I);                       // HITS: 3
  S += describe(1.0);                       // HITS: 1
  return S != 1 + 31 + 100;                 // HITS: 1
}
