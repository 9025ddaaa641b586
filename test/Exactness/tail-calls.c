// Recursion that the optimiser turns into loops, accumulators among them.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

static int gcd(int A, int B) {     // HITS: 7000
  if (B == 0)                      // HITS: 7000
    return A;                      // HITS: 1000
  return gcd(B, A % B);            // HITS: 6000
}
static long factorial(long N) {    // HITS: 1000*11
  if (N < 2)                       // HITS: 1000*11
    return 1;                      // HITS: 1000*2
  return N * factorial(N - 1);     // HITS: 1000*9
}
static long sum(const int *P, int N) { // HITS: 1000*17
  return N == 0 ? 0                // HITS: 1000*17
                : *P + sum(P + 1, N - 1); // HITS: 1000*16
}

int main(void) {
  int V[16];
  long S = 0;                      // HITS: 1
  for (int I = 0; I < 16; ++I)     // HITS: 17
    V[I] = I;                      // HITS: 16
  for (int I = 0; I < 1000; ++I) { // HITS: 1001
    S += gcd(8, 13) - 1;           // HITS: 1000
    S += factorial(10) + factorial(1) - 3628801; // HITS: 1000
    S += sum(V, 16) - 120;         // HITS: 1000
  }
  return S != 0;                   // HITS: 1
}
