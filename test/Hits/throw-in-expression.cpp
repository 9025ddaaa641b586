// A throw from the middle of an expression: operands and statements behind it are not counted.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Depth;

static int check(int N) {       // HITS: 22
  return N == 3 ? throw N       // HITS: 22
                : N + 1;        // HITS: 18
}

static int combine(int A, int B, int C) { // HITS: 5
  return A + B + C;             // HITS: 5
}

static int tryOne(int N) {      // HITS: 9
  try {                         // HITS: -
    int R = combine(check(N),   // HITS: 9
                    check(N + 1), // HITS: -
                    check(5));  // HITS: -
    ++Depth;                    // HITS: 5
    return R;                   // HITS: 5
  } catch (int) {               // HITS: -
    return -1;                  // HITS: 4
  }
}

int main() {
  int S = 0;
  for (int I = 0; I < 9; ++I)   // HITS: 10
    S += tryOne(I % 4 == 1 ? 2 : I); // HITS: 9
  return Depth != 5 || S == 0;  // HITS: 1
}
