// A call through a thunk is one call of the function behind it.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

struct A { virtual int f(int) = 0; virtual ~A() {} };  // HITS: 1
struct B { virtual int g(int) = 0; virtual ~B() {} };
struct V { virtual V *self() { return this; } };       // HITS: 0
struct C final : A, B, virtual V {
  int f(int N) override { return N; }      // HITS: 4
  int g(int N) override {                  // HITS: 5
    return 2 * N;                          // HITS: 5
  }
  C *self() override { return this; }      // HITS: 3
};

__attribute__((noinline)) static int viaA(A *P, int N) { return P->f(N); } // HITS: 4
__attribute__((noinline)) static int viaB(B *P, int N) { return P->g(N); } // HITS: 5
__attribute__((noinline)) static V *viaV(V *P) { return P->self(); }       // HITS: 3

int main() {
  C *Obj = new C;
  int S = 0;
  for (int I = 0; I < 4; ++I) S += viaA(Obj, I); // HITS: 5
  for (int I = 0; I < 5; ++I) S += viaB(Obj, I); // HITS: 6
  for (int I = 0; I < 3; ++I) S += viaV(Obj) == nullptr; // HITS: 4
  delete static_cast<B *>(Obj);            // HITS: 1
  return S != 26;
}
