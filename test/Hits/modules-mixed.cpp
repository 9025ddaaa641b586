// A module interface with the flag, imported by a unit without it: what the importer inlines links, and is not counted.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clangxx_hp -O0 -std=c++20 -fmodule-output=m.pcm -c m.cppm -o m.o
// RUN: cd %t && %clangxx -O0 -std=c++20 -fmodule-file=m=m.pcm -c a.cpp -o a.o && %clangxx a.o m.o -o p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %t/m.cppm

//--- m.cppm
export module m;             // HITS: -
export int exported(int N) { // HITS: 4
  return N + 1;              // HITS: 4
}
export inline int small(int N) {
  return N > 1 && N < 9 ? N : 0;
}
//--- a.cpp
import m;

int main() {
  int S = 0;
  for (int I = 0; I < 4; ++I)
    S += exported(I) + small(I);
  return S != 10 + 5;
}
