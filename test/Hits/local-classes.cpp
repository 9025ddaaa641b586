// Member functions of local classes count like any others.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int run(int N) {               // HITS: 3
  struct Accumulator {                // HITS: -
    int Sum;                          // HITS: -
    Accumulator() : Sum(0) {}         // HITS: 3
    void add(int X) {                 // HITS: 6
      Sum += X;                       // HITS: 6
    }                                 // HITS: -
    static int twice(int X) { return 2 * X; } // HITS: 3
  };                                  // HITS: -
  Accumulator A;                      // HITS: 3
  for (int I = 0; I < N; ++I)         // HITS: 9
    A.add(I);                         // HITS: 6
  return Accumulator::twice(A.Sum);   // HITS: 3
}

int main() {
  return run(1) + run(2) + run(3) != 8; // HITS: 1
}
