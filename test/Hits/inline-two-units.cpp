// Inline functions and templates of a header count the sum over all objects that have a copy, statics of each object too.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clangxx_hp -O0 a.cpp b.cpp -o p && env HPINSTR_OUT=%t/o0 ./p
// RUN: %check-hits %t/o0 %t/shared.h && %check-hits %t/o0 %t/a.cpp && %check-hits %t/o0 %t/b.cpp
// RUN: cd %t && %clangxx_hp -O2 a.cpp b.cpp -o p && env HPINSTR_OUT=%t/o2 ./p
// RUN: %check-hits %t/o2 %t/shared.h && %check-hits %t/o2 %t/a.cpp && %check-hits %t/o2 %t/b.cpp
// RUN: cd %t && %clangxx_hp -O0 -c a.cpp && %clangxx_hp -O2 -c b.cpp && %clangxx_hp a.o b.o -o p
// RUN: env HPINSTR_OUT=%t/mix ./p && %check-hits %t/mix %t/shared.h && %check-hits %t/mix %t/b.cpp

//--- shared.h
inline int plain(int N) {                  // HITS: 12
  return N + 1;                            // HITS: 12
}
static int local(int N) {                  // HITS: 9
  if (N)                                   // HITS: 9
    return 2;                              // HITS: 7
  return 3;                                // HITS: 2
}
template <typename T> T both(T X) {        // HITS: 11
  return X + X;                            // HITS: 11
}
struct Item {
  int get(int N) const { return N; }       // HITS: 5
};
inline int onlyA() { return 1; }           // HITS: 1
inline int nobody() { return 2; }          // HITS: 0
int fromB();                               // HITS: -
//--- a.cpp
#include "shared.h"

int main() {                               // HITS: 1
  int S = onlyA();                         // HITS: 1
  for (int I = 0; I < 5; ++I)              // HITS: 6
    S += plain(I) + local(I) + both(I);    // HITS: 5
  return S + Item().get(3) != 1 + 15 + 11 + 20 + 3 || fromB() != 28 + 9 + 30 + 6; // HITS: 1
}
//--- b.cpp
#include "shared.h"

int fromB() {                              // HITS: 1
  int S = 0;                               // HITS: 1
  for (int I = 0; I < 7; ++I)              // HITS: 8
    S += plain(I);                         // HITS: 7
  for (int I = 0; I < 4; ++I)              // HITS: 5
    S += local(I) + Item().get(I);         // HITS: 4
  for (long I = 0; I < 6; ++I)             // HITS: 7
    S += int(both(I));                     // HITS: 6
  return S;                                // HITS: 1
}
