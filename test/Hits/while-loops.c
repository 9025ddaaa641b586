// A while header counts evaluations of its condition.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int collatz(int N) {    // HITS: 2
  int Steps = 0;               // HITS: 2
  while (N != 1) {             // HITS: 18
    N = N % 2 ? 3 * N + 1      // HITS: 16
              : N / 2;         // HITS: 11
    ++Steps;                   // HITS: 16
  }                            // HITS: -
  return Steps;                // HITS: 2
}

int main(void) {
  int K = 5;
  while (K--) ;                // HITS: 6
  while (1) {                  // HITS: 8
    if (++K == 7)              // HITS: 8
      break;                   // HITS: 1
  }
  while (K > 0 &&              // HITS: 5
         K != 3)               // HITS: 5
    --K;                       // HITS: 4
  while (0)                    // HITS: 1
    ++K;                       // HITS: 0
  return collatz(7) + collatz(1) != 16 || K != 3; // HITS: 1
}
