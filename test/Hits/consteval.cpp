// An immediate function never runs, so it has no code; a branch on is_constant_evaluated counts what ran.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++23 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++23 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

consteval int twice(int N) { // HITS: -
  return 2 * N;              // HITS: -
}

constexpr int mode(int N) {  // HITS: 2
  if consteval {
    return N;
  } else {                   // HITS: -
    return N + 100;          // HITS: 2
  }
}

constinit int Global = twice(4); // HITS: -

int main(int Argc, char **) {
  constexpr int K = mode(1);     // HITS: -
  int S = mode(Argc);            // HITS: 1
  S += mode(Argc + 1) + twice(3); // HITS: 1
  return S + K != 101 + 102 + 6 + 1 || Global != 8; // HITS: 1
}
