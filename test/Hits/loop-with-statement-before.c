// A statement on the line before a loop header keeps its own count there.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Sum;

static void run(int N) {                        // HITS: 3
  Sum += 1; for (int I = 0; I < N; ++I)         // HITS: 3
    Sum += 10;                                  // HITS: 9
  Sum += 1; while (N-- > 0)                     // HITS: 3
    Sum += 100;                                 // HITS: 9
  if (Sum > 0) for (int I = 0; I < 2; ++I)      // HITS: 3
    Sum += 1000;                                // HITS: 6
}

int main(void) { // HITS: 1
  run(2);        // HITS: 1
  run(3);        // HITS: 1
  run(4);        // HITS: 1
  return Sum != 6 + 90 + 900 + 6000; // HITS: 1
}
