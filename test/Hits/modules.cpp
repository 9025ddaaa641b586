// C++20 modules: functions of an interface unit count in the object of the interface, templates and inline ones where they are used.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clangxx_hp -O0 -std=c++20 --precompile m.cppm -o m.pcm && %clangxx_hp -O0 -std=c++20 -c m.cppm -o m.o
// RUN: cd %t && %clangxx_hp -O0 -std=c++20 -fmodule-file=m=m.pcm a.cpp m.o -o p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %t/m.cppm && %check-hits %t/o0 %t/a.cpp
// RUN: cd %t && %clangxx_hp -O2 -std=c++20 --precompile m.cppm -o m.pcm && %clangxx_hp -O2 -std=c++20 -c m.cppm -o m.o
// RUN: cd %t && %clangxx_hp -O2 -std=c++20 -fmodule-file=m=m.pcm a.cpp m.o -o p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %t/m.cppm && %check-hits %t/o2 %t/a.cpp

//--- m.cppm
export module m;                         // HITS: -
static int hidden(int N) {               // HITS: 4
  return N + 1;                          // HITS: 4
}
export int exported(int N) {             // HITS: 4
  return hidden(N);                      // HITS: 4
}
export inline int small(int N) { return N; } // HITS: 3
export template <typename T> T twice(T X) { // HITS: 2
  return X + X;                          // HITS: 2
}
//--- a.cpp
import m;                                // HITS: -

int main() {                             // HITS: 1
  int S = 0;                             // HITS: 1
  for (int I = 0; I < 4; ++I)            // HITS: 5
    S += exported(I);                    // HITS: 4
  for (int I = 0; I < 3; ++I)            // HITS: 4
    S += small(I);                       // HITS: 3
  return S + twice(1) + int(twice(2L)) != 10 + 3 + 2 + 4; // HITS: 1
}
