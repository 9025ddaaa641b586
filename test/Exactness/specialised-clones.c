// Functions cloned for constant arguments: all clones count on the lines of the one source.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clang_hp -O3 -mllvm -funcspec-for-literal-constant %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3mllvmfuncspecforliteralconstant %t/p && %check-hits %t/o3mllvmfuncspecforliteralconstant %s

#define NOINLINE __attribute__((noinline))

static int inc(int N) { return N + 1; }  // HITS: 100*200
static int dbl(int N) { return N * 2; }  // HITS: 100*300

NOINLINE static int apply(int (*F)(int), int N, int Times) { // HITS: 200
  int S = N;                             // HITS: 200
  for (int I = 0; I < Times; ++I) {      // HITS: 100*201+100*301
    S = F(S) & 0xffff;                   // HITS: 100*200+100*300
    if (Times == 200)                    // HITS: 100*200+100*300
      S ^= 1;                            // HITS: 100*200
  }
  return S;                              // HITS: 200
}
NOINLINE static int constant(int K, int N) { // HITS: 100
  if (K == 5)                            // HITS: 100
    return N;                            // HITS: 100
  return N + K;                          // HITS: 0
}

int main(void) {
  int S = 0;
  for (int I = 0; I < 100; ++I) {        // HITS: 101
    S += apply(inc, I, 200);             // HITS: 100
    S += apply(dbl, I, 300);             // HITS: 100
    S += constant(5, I);                 // HITS: 100
  }
  return S == 0;                         // HITS: 1
}
