// A static local with a constant initialiser runs no code; a dynamic one counts passes of its declaration.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Made;
static int make() { return ++Made; }   // HITS: 1

static int next(int N) {               // HITS: 6
  static int Constant = 3;             // HITS: -
  static int Zeroed;                   // HITS: -
  static int Dynamic = make();         // HITS: 6
  Zeroed += N;                         // HITS: 6
  return Constant + Dynamic + Zeroed;  // HITS: 6
}

int main() {
  int S = 0;
  for (int I = 0; I < 6; ++I)          // HITS: 7
    S += next(1);                      // HITS: 6
  return S != 6 * 4 + 21 || Made != 1; // HITS: 1
}
