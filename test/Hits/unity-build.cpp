// A unity build: sources included into one translation unit keep their own tables.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clangxx_hp -O0 unity.cpp -o p && env HPINSTR_OUT=%t/o0 ./p
// RUN: %check-hits %t/o0 %t/a.cpp && %check-hits %t/o0 %t/b.cpp
// RUN: cd %t && %clangxx_hp -O2 unity.cpp -o p && env HPINSTR_OUT=%t/o2 ./p
// RUN: %check-hits %t/o2 %t/a.cpp && %check-hits %t/o2 %t/b.cpp

//--- a.cpp
namespace {
int helperA(int N) {   // HITS: 4
  return N + 1;        // HITS: 4
}
}
int total() {          // HITS: 1
  int S = 0;           // HITS: 1
  for (int I = 0; I < 3; ++I) // HITS: 4
    S += helperA(I);   // HITS: 3
  return S;            // HITS: 1
}
//--- b.cpp
int total();
static int Start = total(); // HITS: 1
int main() {           // HITS: 1
  return Start != 6 || // HITS: 1
         helperA(0) > 1; // HITS: 1
}
//--- unity.cpp
#include "a.cpp"
#include "b.cpp"
