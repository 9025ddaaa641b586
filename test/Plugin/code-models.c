// Code models, static and shared code: the program runs and counts.
// RUN: %run-hits -mcmodel=medium
// RUN: %run-hits -mcmodel=large -fno-pie -no-pie -O2
// RUN: %run-hits -static
// RUN: %run-hits -fno-integrated-as -O2
// RUN: %run-hits -save-temps=obj -O2
// RUN: %run-hits -masm=intel -O2
// RUN: %run-hits -march=native -O3
// RUN: %run-hits -ftls-model=global-dynamic -fPIC -O2
// RUN: %run-hits -fno-asynchronous-unwind-tables -fno-unwind-tables -ffreestanding
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -DPART -shared -fPIC -O2 %s -o %t/lib.so && %clang_hp -DREST %s %t/lib.so -o %t/p
// RUN: env HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s

#ifndef REST
int sum(int N) {              // HITS: 1
  int S = 0;                  // HITS: 1
  for (int I = 0; I < N; ++I) // HITS: 11
    S += I;                   // HITS: 10
  return S;                   // HITS: 1
}
#else
int sum(int N);
#endif
#ifndef PART
int main(void) {              // HITS: 1
  return sum(10) != 45;       // HITS: 1
}
#endif
