// Functions with the constructor and destructor attributes, at the highest and lowest priorities that there are.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <stdlib.h>

static int Order;

static int note(int N) {                 // HITS: 6
  return Order = Order * 10 + N;         // HITS: 6
}
__attribute__((constructor(101))) static void first(void) { // HITS: 1
  note(1);                               // HITS: 1
}
__attribute__((constructor(65535))) static void second(void) { note(2); } // HITS: 1
__attribute__((constructor)) static void third(void) {  // HITS: 1
  note(3);                               // HITS: 1
}
__attribute__((destructor)) static void fourth(void) {  // HITS: 1
  for (int I = 0; I < 1; ++I)            // HITS: 2
    note(5);                             // HITS: 1
}
__attribute__((destructor(101))) static void last(void) { // HITS: 1
  int N = note(6);                       // HITS: 1
  _Exit(N != 123456 && N != 213456);     // HITS: 1
}

int main(void) {                         // HITS: 1
  return note(4) == 0;                   // HITS: 1
}
