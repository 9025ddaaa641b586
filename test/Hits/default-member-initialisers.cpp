// A default member initialiser counts the constructions that run it.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Made;
static int make() { return ++Made; } // HITS: 4

struct Record {
  int A = make();        // HITS: 4
  int B = 5;             // HITS: 5
  int C;                 // HITS: -
  Record() : C(1) {}     // HITS: 3
  Record(int N) : B(N), C(2) {}          // HITS: 1
  Record(int N, int M) : A(M), C(N) {}   // HITS: 2
};

struct Plain {
  int X = Made;          // HITS: 2
  int Y = 7;             // HITS: 3
};

int main() {
  Record R, S, T;        // HITS: 1
  Record U(1);           // HITS: 1
  Record V(1, 2), W(3, 4); // HITS: 1
  Plain P{}, Q{};        // HITS: 1
  Plain Z{9};            // HITS: 1
  return U.B + R.B + V.A + W.C + P.X + Q.Y + Z.X != 1 + 5 + 2 + 3 + 4 + 7 + 9; // HITS: 1
}
