// Tail merging, jump threading and branch folding join blocks, not counts.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clang_hp -Os %s -o %t/p
// RUN: env HPINSTR_OUT=%t/os %t/p && %check-hits %t/os %s

static int classify(int N) {       // HITS: 6000
  int R;                           // HITS: -
  if (N % 3 == 0)                  // HITS: 6000
    R = 7;                         // HITS: 2000
  else if (N % 3 == 1)             // HITS: 4000
    R = 7;                         // HITS: 2000
  else                             // HITS: -
    R = 7;                         // HITS: 2000
  if (N % 2)                       // HITS: 6000
    goto Common;                   // HITS: 3000
  if (R == 7)                      // HITS: 3000
    goto Common;                   // HITS: 3000
  R = 8;                           // HITS: 0
Common:                            // HITS: -
  return R;                        // HITS: 6000
}
static int thread(int A, int B) {  // HITS: 6000
  int Flag = 0;                    // HITS: 6000
  if (A > B)                       // HITS: 6000
    Flag = 1;                      // HITS: 2999
  if (Flag)                        // HITS: 6000
    return A;                      // HITS: 2999
  if (!Flag && A == B)             // HITS: 3001
    return 0;                      // HITS: 1
  return A > B ? 99                // HITS: 3000
               : B;                // HITS: 3000
}

int main(void) {
  long S = 0;
  for (int I = 0; I < 6000; ++I)   // HITS: 6001
    S += classify(I) + (thread(I, 3000) & 0); // HITS: 6000
  return S != 42000;               // HITS: 1
}
