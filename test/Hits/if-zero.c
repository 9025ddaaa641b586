// Code under if (0), behind a return or in an unreachable branch shows 0; the if itself counts.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int f(int N) { // HITS: 3
  if (0)              // HITS: 3
    N += 100;         // HITS: 0
  if (0) {            // HITS: 3
    N += 200;         // HITS: 0
    N += 300;         // HITS: 0
  } else {            // HITS: -
    N += 1;           // HITS: 3
  }                   // HITS: -
  if (1)              // HITS: 3
    N += 2;           // HITS: 3
  else                // HITS: -
    N += 400;         // HITS: 0
  while (0)           // HITS: 3
    N += 500;         // HITS: 0
  return N;           // HITS: 3
  N += 600;           // HITS: 0
  return N;           // HITS: 0
}

int main(void) {
  return f(1) + f(2) + f(3) != 15; // HITS: 1
}
