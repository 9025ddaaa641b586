// A declaration without code is blank; one whose initialiser runs is a statement.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

struct Plain { int A, B; };       // HITS: -
struct Busy { int A; Busy() : A(4) {} }; // HITS: 6
enum Colour { Red, Green };       // HITS: -
using Number = int;               // HITS: -
template <typename T> struct Box { T Value; }; // HITS: -

static int f(int N) {             // HITS: 3
  int A;                          // HITS: -
  int B = N;                      // HITS: 3
  Plain P;                        // HITS: -
  Plain Q = {N, 2};               // HITS: 3
  Busy C;                         // HITS: 3
  Busy D[1];                      // HITS: 3
  typedef int Local;              // HITS: -
  using Other = Local;            // HITS: -
  extern int Elsewhere;           // HITS: -
  int g(int);                     // HITS: -
  struct Inner { Other X; };      // HITS: -
  Inner I;                        // HITS: -
  const Other K = 5;              // HITS: 3
  int &Ref = B;                   // HITS: 3
  A = I.X = 1;                    // HITS: 3
  P.A = P.B = A;                  // HITS: 3
  return Ref + P.A + Q.B + C.A + D[0].A + K; // HITS: 3
}

int main() {
  return f(1) + f(2) + f(3) != 6 + 3 * (1 + 2 + 4 + 4 + 5); // HITS: 1
}
