// Cases, fall-through and an unmatched value: each line counts what entered it.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int classify(int C) { // HITS: 9
  int S = 0;                 // HITS: 9
  switch (C) {               // HITS: 9
  case '0':                  // HITS: -
    S += 1;                  // HITS: 1
    /* fall through */
  case '1':                  // HITS: -
  case '2':                  // HITS: -
    S += 2;                  // HITS: 4
    break;                   // HITS: 4
  case 'a' ... 'c':          // HITS: -
    S += 4;                  // HITS: 3
    break;                   // HITS: 3
  case 'z': {                // HITS: -
    S += 8;                  // HITS: 0
    break;                   // HITS: 0
  }                          // HITS: -
  }                          // HITS: -
  return S;                  // HITS: 9
}

int main(void) {
  int S = 0;
  for (const char *P = "012abc1?!"; *P; ++P) // HITS: 10
    S += classify(*P);       // HITS: 9
  return S != 3 + 2 + 2 + 12 + 2; // HITS: 1
}
