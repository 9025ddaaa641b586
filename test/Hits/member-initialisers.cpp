// A member initialiser on a line of its own counts how often it ran.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int make(int N) { // HITS: 9
  if (N < 0)             // HITS: 9
    throw N;             // HITS: 1
  return N;              // HITS: 8
}

struct Point {
  int X, Y, Z;
  Point(int N)           // HITS: 5
      : X(make(N)),      // HITS: 5
        Y(make(1)),      // HITS: 4
        Z(2) {           // HITS: 4
    ++Z;                 // HITS: 4
  }                      // HITS: -
};

int main() {
  int S = 0;
  for (int I = 3; I >= -1; --I) // HITS: 6
    try {                // HITS: -
      Point P(I);        // HITS: 5
      S += P.X + P.Y + P.Z; // HITS: 4
    } catch (int E) {    // HITS: -
      S += E;            // HITS: 1
    }                    // HITS: -
  return S != 6 + 4 + 12 - 1; // HITS: 1
}
