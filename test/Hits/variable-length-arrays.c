// A variable-length array runs code where it is declared.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int fill(int N) {      // HITS: 3
  int A[N];                   // HITS: 3
  int B[2];                   // HITS: -
  for (int I = 0; I < N; ++I) // HITS: 9
    A[I] = I;                 // HITS: 6
  B[0] = B[1] = A[N - 1];     // HITS: 3
  return B[0] + (int)(sizeof A / sizeof *A); // HITS: 3
}

int main(void) {
  int S = 0;
  for (int N = 1; N < 4; ++N) // HITS: 4
    S += fill(N);             // HITS: 3
  return S != 3 + 6;          // HITS: 1
}
