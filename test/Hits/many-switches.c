// A switch within a loop within a switch, breaks and continues of each level.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int scan(const char *P) {  // HITS: 3
  int S = 0;                      // HITS: 3
  for (; *P; ++P) {               // HITS: 15
    switch (*P) {                 // HITS: 12
    case 'a':                     // HITS: -
      continue;                   // HITS: 3
    case 'b':                     // HITS: -
      while (1) {                 // HITS: 7
        switch (S++ % 3) {        // HITS: 7
        case 0: continue;         // HITS: 2
        case 1:                   // HITS: -
          break;                  // HITS: 3
        default: goto Out;        // HITS: 2
        }                         // HITS: -
        if (S > 2)                // HITS: 3
          break;                  // HITS: 2
      }                           // HITS: -
      break;                      // HITS: 2
    case 'q':                     // HITS: -
      return -S;                  // HITS: 0
    default:                      // HITS: -
      S += 10;                    // HITS: 5
    }
  Out:                            // HITS: -
    S += 1;                       // HITS: 9
  }
  return S;                       // HITS: 3
}
int main(void) { return scan("") + scan("abxb") + scan("xabbxxax") <= 0; } // HITS: 1
