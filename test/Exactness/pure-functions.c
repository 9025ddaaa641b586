// Calls of pure and const functions that the optimiser could merge, hoist or drop still count as calls written.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -Wno-unused-value %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 -Wno-unused-value %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 -Wno-unused-value %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clang_hp -Os -Wno-unused-value %s -o %t/p
// RUN: env HPINSTR_OUT=%t/os %t/p && %check-hits %t/os %s

__attribute__((const)) static int square(int N) { // HITS: 1000*3+1
  return N * N;                       // HITS: 1000*3+1
}
__attribute__((pure, noinline)) static int length(const char *P) { // HITS: 51
  int N = 0;                          // HITS: 51
  while (P[N])                        // HITS: 51*6
    ++N;                              // HITS: 51*5
  return N;                           // HITS: 51
}

int main(void) {
  int S = 0;
  for (int I = 0; I < 1000; ++I)      // HITS: 1001
    S += square(7) - square(I) + square(I); // HITS: 1000
  const char *Text = "abcde";         // HITS: 1
  square(S);                          // HITS: 1
  for (int I = 0; I < 50; ++I) {      // HITS: 51
    S += length(Text) - 5;            // HITS: 50
  }
  (void)length(Text);                 // HITS: 1
  return S != 49000;                  // HITS: 1
}
