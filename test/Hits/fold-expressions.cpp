// A fold expression over lines is one statement. Its parentheses are in the pattern only: the line is that of what it folds.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -std=c++17 -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -std=c++17 -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Sum;

template <typename... T> static void each(T... X) { // HITS: 2
  (                                                 // HITS: -
      [&] {                                         // HITS: 2
        Sum += X;                                   // HITS: 4
      }(),
      ...);
  (..., (Sum += X));                                // HITS: 2
  (                                                 // HITS: -
      Sum                                           // HITS: 2
      += ... += X);                                 // HITS: -
}
template <typename... T> static bool all(T... X) {  // HITS: 3
  return (... && (X > 0));                          // HITS: 3
}
int main() {                                        // HITS: 1
  each(1, 2, 3);                                    // HITS: 1
  each(4);                                          // HITS: 1
  bool Is = all() && all(1, 2) && !all(1, 0);       // HITS: 1
  return !Is || Sum != 30;                          // HITS: 1
}
