// A macro that holds whole functions or loops puts all of them on the line of its use.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#define SWAP(T, A, B) { T Swap = A; A = B; B = Swap; }   // HITS: -
#define MAX(A, B) ((A) > (B) ? (A) : (B))                // HITS: -
#define SUM_FUNCTION(Name, T)                              \
  static T Name(const T *P, int N) {                       \
    T S = 0;                                               \
    for (int I = 0; I < N; ++I)                            \
      S += P[I];                                           \
    return S;                                              \
  }
#define CHECK(C, Out) if (!(C)) { ++Out; }               // HITS: -

SUM_FUNCTION(sumInts, int)       // HITS: 1
SUM_FUNCTION(sumLongs, long)     // HITS: 1

int main(void) {
  int Failed = 0, V[] = {1, 2, 3};
  long W[] = {4, 5};
  for (int I = 0; I < 2; ++I)    // HITS: 3
    SWAP(int, V[0], V[2])        // HITS: 2
  CHECK(sumInts(V, 3) == 6, Failed)    // HITS: 1
  CHECK(sumLongs(W, 2) == 9, Failed)   // HITS: 1
  CHECK(MAX(V[0], V[1]) == 2, Failed) // HITS: 1
  return Failed;                 // HITS: 1
}
