// A C program with the flag needs no library that it did not need before: neither libstdc++ nor anything else.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang -O2 %s -o %t/plain && %clang_hp -O2 %s -o %t/p
// RUN: readelf -d %t/plain | grep NEEDED > %t/want && readelf -d %t/p | grep NEEDED > %t/got && diff %t/want %t/got
// RUN: env HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s
// RUN: %clang_hp -O2 -static %s -o %t/static && env HPINSTR_OUT=%t/static.out %t/static && %check-hits %t/static.out %s
// RUN: nm -u %t/p | not grep -E '_Z|__cxa_(throw|guard|begin|pure)|__gxx'

int main(void) {              // HITS: 1
  volatile int S = 0;         // HITS: 1
  for (int I = 0; I < 10; ++I) // HITS: 11
    S += I;                   // HITS: 10
  return S != 45;             // HITS: 1
}
