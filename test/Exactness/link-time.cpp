// Full and thin LTO, and LTO objects beside others: functions inlined across objects count as before.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clangxx_hp -O2 -flto a.cpp b.cpp -fuse-ld=lld -o full && env HPINSTR_OUT=%t/full.out ./full
// RUN: %check-hits %t/full.out %t/a.cpp && %check-hits %t/full.out %t/b.cpp
// RUN: cd %t && %clangxx_hp -O2 -flto=thin a.cpp b.cpp -fuse-ld=lld -o thin && env HPINSTR_OUT=%t/thin.out ./thin
// RUN: %check-hits %t/thin.out %t/a.cpp && %check-hits %t/thin.out %t/b.cpp
// RUN: cd %t && %clangxx_hp -O0 -flto a.cpp b.cpp -fuse-ld=lld -o zero && env HPINSTR_OUT=%t/zero.out ./zero
// RUN: %check-hits %t/zero.out %t/a.cpp && %check-hits %t/zero.out %t/b.cpp
// RUN: cd %t && %clangxx_hp -O3 -flto -c a.cpp && %clangxx_hp -O1 -c b.cpp
// RUN: cd %t && %clangxx_hp -O3 -flto a.o b.o -fuse-ld=lld -o mix && env HPINSTR_OUT=%t/mix.out ./mix
// RUN: %check-hits %t/mix.out %t/a.cpp && %check-hits %t/mix.out %t/b.cpp

//--- a.cpp
int leaf(int);
int unusedB(int);

static int around(int N) {     // HITS: 1000
  try {                        // HITS: -
    int R = leaf(N);           // HITS: 1000
    return R;                  // HITS: 900
  } catch (int E) {            // HITS: -
    return E * 0;              // HITS: 100
  }
}
int main() {                   // HITS: 1
  long S = 0;                  // HITS: 1
  for (int I = 0; I < 1000; ++I) // HITS: 1001
    S += around(I);            // HITS: 1000
  return S != 900;             // HITS: 1
}
//--- b.cpp
int leaf(int N) {              // HITS: 1000
  if (N % 10 == 0)             // HITS: 1000
    throw N;                   // HITS: 100
  return 1;                    // HITS: 900
}
int unusedB(int N) {           // HITS: 0
  for (int I = 0; I < N; ++I)  // HITS: 0
    N += leaf(I);              // HITS: 0
  return N;                    // HITS: 0
}
