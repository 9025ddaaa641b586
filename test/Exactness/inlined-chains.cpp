// Chains of small functions that are inlined into one another count every call, lambdas and virtual calls too.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clangxx_hp -O3 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clangxx_hp -Os %s -o %t/p
// RUN: env HPINSTR_OUT=%t/os %t/p && %check-hits %t/os %s

struct Shape {
  virtual int area() const = 0;            // HITS: -
  virtual ~Shape() {}                      // HITS: 3
};
struct Square final : Shape {
  int Side;
  explicit Square(int N) : Side(N) {}      // HITS: 2
  int area() const override { return mul(Side, Side); } // HITS: 2000
  static int mul(int A, int B) {           // HITS: 2000
    return A * B;                          // HITS: 2000
  }
};
struct Unit final : Shape {
  int area() const override { return 1; }  // HITS: 1000
};
static int one(int N) { return N + 1; }    // HITS: 8*500
static int two(int N) { return one(one(N)); }     // HITS: 4*500
static int four(int N) { return two(two(N)); }    // HITS: 2*500
static int eight(int N) {                  // HITS: 500
  return four(four(N));                    // HITS: 500
}
template <typename F> static int repeat(int N, F Fn) { // HITS: 1
  int S = 0;                               // HITS: 1
  while (N--) S = Fn(S);                   // HITS: 501
  return S;                                // HITS: 1
}

int main() {
  Square A(2), B(3);                       // HITS: 1
  Unit U;                                  // HITS: 1
  const Shape *All[] = {&A, &B, &U};       // HITS: 1
  int S = 0;                               // HITS: 1
  for (int I = 0; I < 3000; ++I)           // HITS: 3001
    S += All[I % 3]->area();               // HITS: 3000
  return S + repeat(500, [](int N) { return eight(N); }) != 14000 + 4000; // HITS: 1
}
