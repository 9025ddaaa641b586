// Identical functions keep their own counts where the optimiser merges functions.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O2 -mllvm -enable-merge-functions %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2mllvmenablemergefunctions %t/p && %check-hits %t/o2mllvmenablemergefunctions %s
// RUN: %clang_hp -Os -mllvm -enable-merge-functions %s -o %t/p
// RUN: env HPINSTR_OUT=%t/osmllvmenablemergefunctions %t/p && %check-hits %t/osmllvmenablemergefunctions %s
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s

#define NOINLINE __attribute__((noinline))

NOINLINE static int first(int N) {  // HITS: 300
  if (N & 1)                        // HITS: 300
    return N * 3 + 7;               // HITS: 150
  return N / 2;                     // HITS: 150
}
NOINLINE static int second(int N) { // HITS: 200
  if (N & 1)                        // HITS: 200
    return N * 3 + 7;               // HITS: 100
  return N / 2;                     // HITS: 100
}
NOINLINE int third(int N) {         // HITS: 100
  if (N & 1)                        // HITS: 100
    return N * 3 + 7;               // HITS: 50
  return N / 2;                     // HITS: 50
}
int (*volatile Pick[3])(int) = {first, second, third};

int main(void) {
  int S = 0;
  for (int I = 0; I < 100; ++I)     // HITS: 101
    S += first(I) - second(I) + third(I); // HITS: 100
  for (int I = 0; I < 300; ++I)     // HITS: 301
    S += Pick[I / 100 == 2](I);     // HITS: 300
  return S == 0;                    // HITS: 1
}
