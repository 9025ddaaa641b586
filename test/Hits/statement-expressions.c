// Statements within a GNU statement expression count on their own lines.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int f(int N) { return N + 1; } // HITS: 4

int main(void) {
  int S = 0;
  for (int I = 0; I < 4; ++I) {   // HITS: 5
    S += ({                       // HITS: 4
      int Y = f(I);               // HITS: 4
      if (Y > 2)                  // HITS: 4
        Y *= 10;                  // HITS: 2
      Y;                          // HITS: 4
    });                           // HITS: -
    S += I > 1 && ({              // HITS: 4
      ++S;                        // HITS: 2
      S > 0;                      // HITS: 2
    });
  }
  return S != 1 + 2 + 30 + 40 + 4; // HITS: 1
}
