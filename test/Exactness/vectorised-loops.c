// Loops that the optimiser vectorises, with odd trip counts and conditions turned into masks.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -ffast-math %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 -ffast-math %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 -ffast-math %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clang_hp -O3 -mavx2 -ffast-math %s -o %t/p && env HPINSTR_OUT=%t/o3mavx2 %t/p && %check-hits %t/o3mavx2 %s

static float A[1003], B[1003];
static int C[1003];

static float dot(const float *P, const float *Q, int N) { // HITS: 50
  float S = 0;                 // HITS: 50
  for (int I = 0; I < N; ++I)  // HITS: 50*1004
    S += P[I] * Q[I];          // HITS: 50*1003
  return S;                    // HITS: 50
}
static int positive(const int *P, int N) { // HITS: 50
  int S = 0;                   // HITS: 50
  for (int I = 0; I < N; ++I)  // HITS: 50*1004
    if (P[I] > 0)              // HITS: 50*1003
      ++S;                     // HITS: 50*334
  return S;                    // HITS: 50
}
static void clamp(int *P, int N) { // HITS: 50
  for (int I = 0; I < N; ++I) { // HITS: 50*1004
    if (P[I] > 100)            // HITS: 50*1003
      P[I] = 100;              // HITS: 0
    else                       // HITS: -
      P[I] = P[I] + 0;         // HITS: 50*1003
  }
}

int main(void) {
  for (int I = 0; I < 1003; ++I) { // HITS: 1004
    A[I] = 1;                  // HITS: 1003
    B[I] = 2;                  // HITS: 1003
    C[I] = I % 3 - 1;          // HITS: 1003
  }
  int Bad = 0;                 // HITS: 1
  for (int R = 0; R < 50; ++R) { // HITS: 51
    clamp(C, 1003);            // HITS: 50
    Bad += dot(A, B, 1003) != 2006; // HITS: 50
    Bad += positive(C, 1003) != 334; // HITS: 50
  }
  return Bad;                  // HITS: 1
}
