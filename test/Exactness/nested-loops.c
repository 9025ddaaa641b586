// Nested loops with several exits, shared latches and irreducible entries.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clang_hp -Os %s -o %t/p
// RUN: env HPINSTR_OUT=%t/os %t/p && %check-hits %t/os %s

static int exits(int N) {             // HITS: 100
  int S = 0;                          // HITS: 100
  for (int I = 0; I < 10; ++I)        // HITS: 30*1+70*11
    for (int J = I; J < 10; ++J) {    // HITS: 30*1+70*65
      if (N < 30)                     // HITS: 30*1+70*55
        return -1;                    // HITS: 30
      if (J == 9)                     // HITS: 70*55
        continue;                     // HITS: 70*10
      S += J;                         // HITS: 70*45
    }
  return S;                           // HITS: 70
}
static int irreducible(int N) {       // HITS: 100
  int S = 0;                          // HITS: 100
  if (N & 1)                          // HITS: 100
    goto Middle;                      // HITS: 50
Top:                                  // HITS: -
  S += 1;                             // HITS: 50*6+50*5
Middle:                               // HITS: -
  S += 2;                             // HITS: 50*6+50*6
  if (S < 17)                         // HITS: 600
    goto Top;                         // HITS: 500
  return S;                           // HITS: 100
}

int main(void) {
  int S = 0;
  for (int I = 0; I < 100; ++I)       // HITS: 101
    S += exits(I) & 0;                // HITS: 100
  for (int I = 0; I < 100; ++I)       // HITS: 101
    S += irreducible(I);              // HITS: 100
  return S != 50 * 18 + 50 * 17;      // HITS: 1
}
