// A statement on the line of its case or label counts how often it began, by jump or by falling through.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int f(int N) {       // HITS: 6
  int S = 0;                // HITS: 6
  switch (N) {              // HITS: 6
  case 0: S += 1;           // HITS: 1
  case 1: S += 10;          // HITS: 2
  case 2: S += 100; break;  // HITS: 3
  case 3: return -1;        // HITS: 1
  default: S += 1000;       // HITS: 2
  }                         // HITS: -
Again: S += 1;              // HITS: 11
  if (S < 1003)             // HITS: 11
    if (S > 1000)           // HITS: 9
      goto Again;           // HITS: 4
    else if (S % 2)         // HITS: 5
      goto Again;           // HITS: 2
  return S;                 // HITS: 5
}

int main(void) {
  int S = f(0) + f(1) + f(2) + f(3) + f(4) + f(5); // HITS: 1
  return S != 112 + 112 + 102 - 1 + 2 * 1003;
}
