// _Generic, compound literals, anonymous members and _Static_assert of C11.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -std=c11 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 -std=c11 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

struct Shape { int Kind; union { int Side; float Radius; }; }; // HITS: -
#define NAME(X) _Generic((X), int: intName, float: floatName)(X)

static int intName(int N) {           // HITS: 2
  return N;                           // HITS: 2
}
static int floatName(float F) {       // HITS: 1
  return (int)F + 10;                 // HITS: 1
}
static int side(const struct Shape *S) { // HITS: 3
  return S->Side;                     // HITS: 3
}
_Static_assert(sizeof(int) == 4, "int"); // HITS: -
static struct Shape *Global = &(struct Shape){1, {5}}; // HITS: -

int main(void) {
  _Static_assert(1, "local");         // HITS: -
  _Alignas(16) int N = 1;             // HITS: 1
  int S = NAME(N) + NAME(2.0f) +      // HITS: 1
          NAME(3);                    // HITS: -
  S += side(&(struct Shape){.Kind = 2, .Side = 6}); // HITS: 1
  for (int I = 0; I < 2; ++I)         // HITS: 3
    S += side((struct Shape[]){{0, {I}}, {1, {2}}}); // HITS: 2
  Global = &(struct Shape){           // HITS: 1
      .Side = 7,                      // HITS: -
  };                                  // HITS: -
  return S + Global->Side != 1 + 12 + 3 + 6 + 1 + 7; // HITS: 1
}
