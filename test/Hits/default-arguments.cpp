// Deleted and defaulted declarations carry no number where no code stands; default arguments run in the callee of
// the call.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Made;
static int make() { return ++Made; }     // HITS: 3
static int f(int A, int B = make()) {    // HITS: 5
  return A + B;                          // HITS: 5
}
struct Fixed {
  int X = 1;                             // HITS: 2
  Fixed(const Fixed &) = delete;         // HITS: -
  Fixed() {}                             // HITS: 2
  int get(int N = 5) { return X + N; }   // HITS: 2
};

int main() {
  int S = f(1) + f(1) + f(1);            // HITS: 1
  S += f(2, 2) + f(3, 3);                // HITS: 1
  Fixed A, B;                            // HITS: 1
  S += A.get() + B.get(1);               // HITS: 1
  return S != 9 + 10 + 6 + 2;            // HITS: 1
}
