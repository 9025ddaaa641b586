// Duff's device: a switch into the middle of a loop.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int copy(char *To, const char *From, int N) { // HITS: 2
  int Rounds = (N + 3) / 4; // HITS: 2
  switch (N % 4) {          // HITS: 2
  case 0:                   // HITS: -
    do {                    // HITS: -
      *To++ = *From++;      // HITS: 3
  case 3:                   // HITS: -
      *To++ = *From++;      // HITS: 4
  case 2:                   // HITS: -
      *To++ = *From++;      // HITS: 5
  case 1:                   // HITS: -
      *To++ = *From++;      // HITS: 5
    } while (--Rounds > 0); // HITS: 5
  }                         // HITS: -
  return N;                 // HITS: 2
}

int main(void) {
  char To[12] = {0};
  int S = copy(To, "abcdefgh", 7); // HITS: 1
  S += copy(To, "0123456789", 10); // HITS: 1
  return S != 17 || To[9] != '9';  // HITS: 1
}
