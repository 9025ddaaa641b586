// Small conditions that the optimiser folds into selects, min and max, or arithmetic keep both sides apart.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clang_hp -Os %s -o %t/p
// RUN: env HPINSTR_OUT=%t/os %t/p && %check-hits %t/os %s

static int V[1000];

static int maximum(void) {         // HITS: 20
  int M = V[0];                    // HITS: 20
  for (int I = 1; I < 1000; ++I)   // HITS: 20*1000
    if (V[I] > M)                  // HITS: 20*999
      M = V[I];                    // HITS: 20*6
  return M;                        // HITS: 20
}
static int mix(int N) {            // HITS: 1000
  int R = N;                       // HITS: 1000
  if (N < 100)                     // HITS: 1000
    R = 100;                       // HITS: 100
  if (R > 900) R = 900;            // HITS: 1000
  R += N & 8                       // HITS: 1000
           ? 3                     // HITS: 496
           : 5;                    // HITS: 504
  return R;                        // HITS: 1000
}

int main(void) {
  int S = 0;
  for (int I = 0; I < 1000; ++I)   // HITS: 1001
    V[I] = (I % 7) * (I < 14) + 1; // HITS: 1000
  for (int R = 0; R < 20; ++R)     // HITS: 21
    S += maximum();                // HITS: 20
  for (int I = 0; I < 1000; ++I)   // HITS: 1001
    S += mix(I) & 0;               // HITS: 1000
  return S != 140;                 // HITS: 1
}
