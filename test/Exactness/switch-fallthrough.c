// A dense and a sparse switch with fall-through in a hot loop, lowered to tables, bit tests or trees.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

static long run(int N) {          // HITS: 1
  long S = 0;                     // HITS: 1
  for (int I = 0; I < N; ++I) {   // HITS: 80001
    switch (I & 7) {              // HITS: 80000
    case 0: S += 1;               // HITS: 10000
    case 1: S += 2;               // HITS: 20000
    case 2: S += 3; break;        // HITS: 30000
    case 5:                       // HITS: -
    case 6:                       // HITS: -
      S -= 1;                     // HITS: 20000
    case 4:                       // HITS: -
      S -= 2;                     // HITS: 30000
      break;                      // HITS: 30000
    default:                      // HITS: -
      S += 100;                   // HITS: 20000
    }
    switch (I * 1000) {           // HITS: 80000
    case 5000: ++S; break;        // HITS: 1
    case 700000: ++S;             // HITS: 1
    case 70000: ++S; break;       // HITS: 2
    case 3: ++S;                  // HITS: 0
    }
  }
  return S;                       // HITS: 1
}

int main(void) { return run(80000) != 10000 + 40000 + 90000 - 20000 - 60000 + 2000000 + 4; } // HITS: 1
