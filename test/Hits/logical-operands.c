// The right side of && and || on a line of its own counts its own evaluations.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int both(int A, int B) { // HITS: 8
  return A &&                   // HITS: 8
         B;                     // HITS: 6
}

static int chain(int N) { // HITS: 8
  return N > 1            // HITS: 8
         && N > 3         // HITS: 6
         && N > 5;        // HITS: 4
}

static int any(int N) { // HITS: 8
  if (N == 0 ||         // HITS: 8
      N == 3 ||         // HITS: 7
      N == 5)           // HITS: 6
    return 1;           // HITS: 3
  return 0;             // HITS: 5
}

int main(void) {
  int S = 0;
  for (int I = 0; I < 8; ++I) { // HITS: 9
    S += both(I % 4, I & 1);    // HITS: 8
    S += 10 * chain(I);         // HITS: 8
    S += 100 * any(I);          // HITS: 8
  }                             // HITS: -
  return S != 324;              // HITS: 1
}
