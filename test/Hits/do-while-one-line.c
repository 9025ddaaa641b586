// A do-while on one line: its body begins before its while, so the first statement of the body gives the number.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#define STEP(Limit) do { ++S; if (S >= (Limit)) goto Out; } while (0) // HITS: -

static int S;

static void steps(int N) {                       // HITS: 4
  S = N;                                         // HITS: 4
  STEP(3);                                       // HITS: 4
  STEP(3);                                       // HITS: 2
  STEP(3);                                       // HITS: 1
Out:                                             // HITS: -
  ++S;                                           // HITS: 4
}

int main(void) {
  int I = 0;
  for (int K = 0; K < 4; ++K)                    // HITS: 5
    steps(K);                                    // HITS: 4
  do { ++I; if (I == 3) continue; ++I; } while (I < 8); // HITS: 5
  do { ++I; if (I > 11) break; } while (1);      // HITS: 3
  do ++I; while (I % 5);                         // HITS: 3
  return I != 15;                                // HITS: 1
}
