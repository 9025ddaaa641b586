// An interpreter with computed goto: each opcode counts what ran.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int run(const unsigned char *Code) { // HITS: 2
  static const void *const Jump[] = {&&Inc, &&Double, &&Back, &&Stop}; // HITS: -
  int Acc = 0, Rounds = 0;  // HITS: 2
  const unsigned char *Pc = Code; // HITS: 2
  goto *Jump[*Pc];          // HITS: 2
Inc:                        // HITS: -
  ++Acc;                    // HITS: 9
  goto *Jump[*++Pc];        // HITS: 9
Double:                     // HITS: -
  Acc *= 2;                 // HITS: 4
  goto *Jump[*++Pc];        // HITS: 4
Back:                       // HITS: -
  if (++Rounds < 4)         // HITS: 4
    Pc = Code - 1;          // HITS: 3
  goto *Jump[*++Pc];        // HITS: 4
Stop:                       // HITS: -
  return Acc;               // HITS: 2
}

int main(void) {
  static const unsigned char Loop[] = {0, 1, 0, 2, 3}; // HITS: -
  static const unsigned char Line[] = {0, 3};          // HITS: -
  return run(Loop) * 100 + run(Line) != 4501;          // HITS: 1
}
