// A range-for header counts its evaluated conditions, once more than its iterations.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

struct Range {
  int N;
  const int *begin() const { return Data; }    // HITS: 2
  const int *end() const { return Data + N; }  // HITS: 2
  int Data[4];
};

int main() {
  int Sum = 0, Array[] = {1, 2, 3, 4, 5};
  for (int X : Array)    // HITS: 6
    Sum += X;            // HITS: 5
  for (auto &X : Array) X *= 2;  // HITS: 6
  Range R{3, {7, 8, 9, 10}};     // HITS: 1
  for (int X : R) {      // HITS: 4
    if (X == 8)          // HITS: 3
      continue;          // HITS: 1
    Sum += X;            // HITS: 2
  }                      // HITS: -
  for (int X : R)        // HITS: 2
    if (X == 8)          // HITS: 2
      break;             // HITS: 1
  return Sum != 15 + 16 || Array[4] != 10; // HITS: 1
}
