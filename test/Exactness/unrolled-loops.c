// Loops that the optimiser unrolls, fully and in part, peels and rotates.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

static int Grid[8][8];

static int full(int X) {            // HITS: 1000
  int S = X;                        // HITS: 1000
  for (int I = 0; I < 4; ++I)       // HITS: 5000
    if (S & (1 << I))               // HITS: 4000
      S += I;                       // HITS: 1998
  return S;                         // HITS: 1000
}
static int nested(int K) {          // HITS: 100
  int S = 0;                        // HITS: 100
  for (int I = 0; I < 8; ++I) {     // HITS: 900
    for (int J = 0; J < 8; ++J)     // HITS: 7200
      S += Grid[I][J] * K;          // HITS: 6400
    ++S;                            // HITS: 800
  }
  return S;                         // HITS: 100
}
static int first(const int *P, int N) { // HITS: 50
  for (int I = 0; I < N; ++I) {     // HITS: 50*31
    if (I == 0)                     // HITS: 50*31
      continue;                     // HITS: 50
    if (P[I] == 30)                 // HITS: 50*30
      return I;                     // HITS: 50
  }
  return -1;                        // HITS: 0
}

int main(void) {
  int S = 0, V[100];
  for (int I = 0; I < 100; ++I) V[I] = I; // HITS: 101
  for (int I = 0; I < 1000; ++I) S += full(I & 15) & 0; // HITS: 1001
  for (int I = 0; I < 100; ++I) S += nested(I);         // HITS: 101
  for (int I = 0; I < 50; ++I) S += first(V, 100);      // HITS: 51
  return S != 800 + 1500;           // HITS: 1
}
