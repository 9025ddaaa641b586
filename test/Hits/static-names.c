// Static functions of one name in two objects, and one header compiled with other macros, keep apart what differs and sum what is shared.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clang_hp -O0 a.c b.c -o p && env HPINSTR_OUT=%t/o0 ./p
// RUN: %check-hits %t/o0 %t/shared.h && %check-hits %t/o0 %t/a.c && %check-hits %t/o0 %t/b.c
// RUN: cd %t && %clang_hp -O2 a.c b.c -o p && env HPINSTR_OUT=%t/o2 ./p
// RUN: %check-hits %t/o2 %t/shared.h && %check-hits %t/o2 %t/a.c && %check-hits %t/o2 %t/b.c

//--- shared.h
static int step(int N) { // HITS: 7
#ifdef DOUBLE
  N *= 2;                // HITS: 4
#else
  N += 1;                // HITS: 3
#endif
  return N;              // HITS: 7
}
//--- a.c
#include "shared.h"
int other(void);         // HITS: -
static int helper(void) { // HITS: 2
  return step(1);        // HITS: 2
}
int main(void) {         // HITS: 1
  return helper() + helper() + step(0) + other() != 5 + 24; // HITS: 1
}
//--- b.c
#define DOUBLE           // HITS: -
#include "shared.h"

static int helper(void) { return step(3); } // HITS: 4
int other(void) {        // HITS: 1
  int S = 0;             // HITS: 1
  for (int I = 0; I < 4; ++I) // HITS: 5
    S += helper();       // HITS: 4
  return S;              // HITS: 1
}
