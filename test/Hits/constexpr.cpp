// Work done by the compiler is not counted, the same function run at run time is.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++14 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++14 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

constexpr int square(int N) { // HITS: 3
  return N * N;               // HITS: 3
}

constexpr int sumTo(int N) {  // HITS: 1
  int S = 0;                  // HITS: 1
  for (int I = 1; I <= N; ++I) // HITS: 5
    S += I;                   // HITS: 4
  return S;                   // HITS: 1
}

constexpr int Table[] = {square(1), square(2), sumTo(10)}; // HITS: -
static_assert(sumTo(100) == 5050, "compile time");         // HITS: -
int Global = square(9);       // HITS: -

int main(int Argc, char **) {
  constexpr int K = square(5); // HITS: -
  static_assert(square(3) == 9, ""); // HITS: -
  int Array[square(2)] = {K};  // HITS: 1
  int S = square(Argc) + square(Argc + 1); // HITS: 1
  S += sumTo(Argc + 3);        // HITS: 1
  S += square(Argc + 2);       // HITS: 1
  return S != 1 + 4 + 10 + 9 || Table[2] != 55 || Array[0] != 25 || Global != 81; // HITS: 1
}
