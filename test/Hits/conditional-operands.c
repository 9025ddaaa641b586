// The sides of ?: on lines of their own count their own evaluations.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int twice(int N) { return 2 * N; }  // HITS: 3
static int thrice(int N) { return 3 * N; } // HITS: 7

static int pick(int N) { // HITS: 10
  return N < 3           // HITS: 10
             ? twice(N)  // HITS: 3
             : thrice(N); // HITS: 7
}

static int orElse(int N) { // HITS: 10
  return N ?:              // HITS: 10
         7;                // HITS: 1
}

int main(void) {
  int S = 0;
  for (int I = 0; I < 10; ++I) // HITS: 11
    S += pick(I) + orElse(I);  // HITS: 10
  return S != 6 + 126 + 52;    // HITS: 1
}
