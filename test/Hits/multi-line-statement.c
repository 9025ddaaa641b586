// A statement over several lines carries its count on its first line only.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int add3(int A, int B, // HITS: 4
                int C) {      // HITS: -
  return A +                  // HITS: 4
         B +                  // HITS: -
         C;                   // HITS: -
}

int main(void) {              // HITS: 1
  int Sum = 0;                // HITS: 1
  for (int I = 0; I < 4; ++I) // HITS: 5
    Sum +=                    // HITS: 4
        add3(I,               // HITS: -
             1,               // HITS: -
             2);              // HITS: -
  int Table[] = {             // HITS: 1
      Sum,                    // HITS: -
      Sum + 1,                // HITS: -
  };                          // HITS: -
  return                      // HITS: 1
      Table[1] != 19;         // HITS: -
}
