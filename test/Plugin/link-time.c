// Full and thin LTO with lld: the counts are those of a build without.
// REQUIRES: lld
// RUN: %run-hits -flto=full -O2 %lld
// RUN: %run-hits -flto=thin -O2 %lld
// RUN: %run-hits -flto=full -O0 %lld
// RUN: %run-hits -flto=full -ffat-lto-objects -O2 %lld
__attribute__((noinline)) static int sum(int N) { // HITS: 2
  int S = 0;                  // HITS: 2
  for (int I = 0; I < N; ++I) // HITS: 22
    S += I;                   // HITS: 20
  return S;                   // HITS: 2
}
int main(void) {
  return sum(10) + sum(10) != 90; // HITS: 1
}
