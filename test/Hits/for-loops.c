// A for header counts evaluations of its condition, its body the iterations.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

int main(void) {
  int S = 0, I;
  for (I = 0; I < 10; ++I) // HITS: 11
    S += I;                // HITS: 10
  for (I = 0; I < 10; ++I) { // HITS: 5
    if (I == 4)            // HITS: 5
      break;               // HITS: 1
    if (I & 1)             // HITS: 4
      continue;            // HITS: 2
    ++S;                   // HITS: 2
  }                        // HITS: -
  for (I = 0; I < 0; ++I)  // HITS: 1
    ++S;                   // HITS: 0
  for (I = 0; I < 9; ++I) ++S; // HITS: 10
  for (I = 0; I < 3; ++I)  // HITS: 4
    for (int J = 0; J < I; ++J) // HITS: 6
      ++S;                 // HITS: 3
  return S != 45 + 2 + 9 + 3; // HITS: 1
}
