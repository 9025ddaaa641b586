// Hot-cold splitting, partial inlining and outlining move code, not counts.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O2 -mllvm -hot-cold-split -mllvm -enable-partial-inlining %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2mllvmhotcoldsplitmllvmenablepartialinlining %t/p && %check-hits %t/o2mllvmhotcoldsplitmllvmenablepartialinlining %s
// RUN: %clang_hp -Oz -mllvm -enable-machine-outliner %s -o %t/p
// RUN: env HPINSTR_OUT=%t/ozmllvmenablemachineoutliner %t/p && %check-hits %t/ozmllvmenablemachineoutliner %s

__attribute__((cold, noinline)) static void complain(int *P) { // HITS: 4
  *P += 1000;                          // HITS: 4
}
static int guarded(int *P, int N) {    // HITS: 1000
  if (__builtin_expect(N > 995, 0)) {  // HITS: 1000
    complain(P);                       // HITS: 4
    for (int I = 0; I < N; ++I)        // HITS: 996+997+998+999+4
      *P += I & 1;                     // HITS: 996+997+998+999
    return -1;                         // HITS: 4
  }
  *P += 1;                             // HITS: 996
  return N;                            // HITS: 996
}
static int early(int *P, int N) {      // HITS: 1000
  if (!P[N & 3])                       // HITS: 1000
    return 0;                          // HITS: 500
  int S = 0;                           // HITS: 500
  for (int I = 0; I < 3; ++I)          // HITS: 2000
    S += P[I] * N;                     // HITS: 1500
  P[3] = S & 1;                        // HITS: 500
  P[3] = 1;                            // HITS: 500
  return S;                            // HITS: 500
}

int main(void) {
  int Total = 0, S = 0, V[4] = {0, 1, 0, 1};
  for (int I = 0; I < 1000; ++I) {     // HITS: 1001
    S += guarded(&Total, I);           // HITS: 1000
    S += early(V, I) & 0;              // HITS: 1000
  }
  return S != 995 * 498 - 4 || Total != 996 + 4000 + 498 + 498 + 499 + 499; // HITS: 1
}
