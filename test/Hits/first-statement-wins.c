// Of several statements on one line the first one gives the number.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Odd, Even, Sum;

static void sort(int N) { // HITS: 10
  Sum += N; if (N & 1) ++Odd; else ++Even;     // HITS: 10
  if (N > 6) Sum += 1; else { Sum += 2; }      // HITS: 10
  if (N < 4) { ++Sum; --Sum; return; } ++Sum;  // HITS: 10
  ++Sum; --Sum;                                // HITS: 6
}

int main(void) {
  int I; for (I = 0; I < 10; ++I) sort(I);     // HITS: 11
  int A = 0; for (I = 0; I < 7; ++I) ++A;      // HITS: 1
  return !(Odd == 5 && Even == 5 && A == 7);   // HITS: 1
}
