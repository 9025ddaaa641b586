// A list of statements included inside a function counts on its own file's lines, all inclusions summed; so do X-macro tables.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clang_hp -O0 a.c -o p && env HPINSTR_OUT=%t/o0 ./p
// RUN: %check-hits %t/o0 %t/steps.inc && %check-hits %t/o0 %t/table.inc && %check-hits %t/o0 %t/a.c
// RUN: cd %t && %clang_hp -O2 a.c -o p && env HPINSTR_OUT=%t/o2 ./p
// RUN: %check-hits %t/o2 %t/steps.inc && %check-hits %t/o2 %t/table.inc && %check-hits %t/o2 %t/a.c

//--- steps.inc
S += N;                // HITS: 7
if (S > 4)             // HITS: 7
  ++S;                 // HITS: 2
//--- table.inc
OP(add, A + B)         // HITS: 3
OP(sub, A - B)         // HITS: 1
OP(mul, A * B)         // HITS: 0
//--- a.c
#define OP(Name, Expr) static int Name(int A, int B) { return Expr; }
#include "table.inc"
#undef OP

static int f(int N) {  // HITS: 4
  int S = 0;           // HITS: 4
#include "steps.inc"
  return S;            // HITS: 4
}
static int g(int N) {  // HITS: 3
  int S = 2;           // HITS: 3
#include "steps.inc"
  return S;            // HITS: 3
}
int main(void) {       // HITS: 1
  int S = f(1) + f(2) + f(3) + f(5) + g(1) + g(2) + g(3); // HITS: 1
  (void)mul;           // HITS: 1
  return add(S, add(1, add(2, 3))) - sub(6, S) != 2 * (11 + 12 + 2); // HITS: 1
}
