// Inline functions of a precompiled header count like those of the header itself, whether or not the flag made the PCH.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clangxx_hp -O0 -x c++-header all.h -o all.pch && %clangxx_hp -O0 -include-pch all.pch a.cpp -o p
// RUN: env HPINSTR_OUT=%t/o0 ./p && %check-hits %t/o0 %t/all.h && %check-hits %t/o0 %t/a.cpp
// RUN: cd %t && %clangxx_hp -O2 -x c++-header all.h -o all.pch && %clangxx_hp -O2 -include-pch all.pch a.cpp -o p
// RUN: env HPINSTR_OUT=%t/o2 ./p && %check-hits %t/o2 %t/all.h && %check-hits %t/o2 %t/a.cpp
// RUN: cd %t && %clangxx -O2 -x c++-header all.h -o all.pch && %clangxx_hp -O2 -include-pch all.pch a.cpp -o p
// RUN: env HPINSTR_OUT=%t/ext ./p && %check-hits %t/ext %t/all.h && %check-hits %t/ext %t/a.cpp

//--- all.h
#pragma once
inline int grow(int N) {              // HITS: 5
  return N + 1;                       // HITS: 5
}
template <typename T> T pick(bool B, T X, T Y) { // HITS: 5
  return B ? X                        // HITS: 5
           : Y;                       // HITS: 3
}
inline int unused() { return 3; }     // HITS: 0
//--- a.cpp
int main() {                          // HITS: 1
  int S = 0;                          // HITS: 1
  for (int I = 0; I < 5; ++I)         // HITS: 6
    S += pick(I < 2, grow(I), 100);   // HITS: 5
  return S != 303;                    // HITS: 1
}
