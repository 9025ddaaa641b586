// A loop header without a condition carries the iterations begun.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int find(int N) {   // HITS: 4
  int I = 0;               // HITS: 4
  for (;;) {               // HITS: 14
    if (I * I >= N)        // HITS: 14
      return I;            // HITS: 4
    ++I;                   // HITS: 10
  }                        // HITS: -
}

static int count(int N) {  // HITS: 1
  int K = 0;               // HITS: 1
  for (int I = 0;; ++I) {  // HITS: 6
    ++K;                   // HITS: 6
    if (I == N)            // HITS: 6
      break;               // HITS: 1
  }
  return K;                // HITS: 1
}

int main(void) {
  int S = find(1) + find(4) + find(9) + find(16); // HITS: 1
  return S != 10 || count(5) != 6;                // HITS: 1
}
