// What a resolver of an ifunc calls runs before there is thread-local storage in a static program: it counts when others call it.
// REQUIRES: static
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O0 -static %s -o %t/p && env HPINSTR_OUT=%t/s0 %t/p && %check-hits %t/s0 %s
// RUN: %clang_hp -O2 -static %s -o %t/p && env HPINSTR_OUT=%t/s2 %t/p && %check-hits %t/s2 %s

static int square(int N) {                  // HITS: 5
  return N * N;                             // HITS: 5
}
static int sum(int N) {                     // HITS: 1
  int S = 0;                                // HITS: 1
  for (int I = 0; I < N; ++I)               // HITS: 6
    S += square(I);                         // HITS: 5
  return S;                                 // HITS: 1
}
static int fast(int X) { return X; }        // HITS: 1
static int slow(int X) { return X + 1; }    // HITS: 0
static int (*choose(void))(int) {           // HITS: -
  return sum(10) == 285 ? fast : slow;      // HITS: -
}
int work(int) __attribute__((ifunc("choose")));

int main(void) {                            // HITS: 1
  return work(sum(5)) != 30;                // HITS: 1
}
