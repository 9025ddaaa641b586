// Loops built of goto: the statement behind a label counts each time it begins.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

int main(void) {
  int I = 0, S = 0;   // HITS: 1
Head:                 // HITS: -
  if (I >= 8)         // HITS: 9
    goto Done;        // HITS: 1
  S += I;             // HITS: 8
  ++I;                // HITS: 8
  if (S & 1)          // HITS: 8
    goto Odd;         // HITS: 4
  goto Head;          // HITS: 4
Odd:                  // HITS: -
  S += 2;             // HITS: 4
  goto Head;          // HITS: 4
  S = 0;              // HITS: 0
Done:                 // HITS: -
  return S != 28 + 8; // HITS: 1
}
