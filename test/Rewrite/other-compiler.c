// Lines are exact also where Clang, which reads the source, and GCC, which compiles it, see other parts of an `#if`: no line
// around it is counted by what stands inside, and a branch that only GCC sees has no numbers.
// RUN: rm -rf %t && %rewrite -o %t %s -- -DTUNED=1 && FileCheck %s < %t/other-compiler.c
// RUN: cd %t && gcc -O2 -DTUNED=1 -Wall -Wextra -Werror other-compiler.c -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s
#if defined(__clang__)
#define HAS_FAST 1
#else
#define HAS_FAST 0
#endif

static int add(int N) { // HITS: 10
  int Sum = N;          // HITS: 10
  if (N < 0)            // HITS: 10
    return -1;          // HITS: 2
#if HAS_FAST
  Sum += N;             // HITS: 0
  Sum ^= 1;             // HITS: 0
#else
  if (N == 3)           // HITS: -
    return 7;           // HITS: -
#endif
  Sum *= 2;             // HITS: 7
  return Sum;           // HITS: 7
}

static int loop(int N) {                // HITS: 1
  int Sum = 0;                          // HITS: 1
  for (int I = 0; I < N; ++I) {         // HITS: 7
#ifndef __clang__
    if (I == 2)                         // HITS: -
      continue;                         // HITS: -
    if (I == 6)                         // HITS: -
      break;                            // HITS: -
#endif
    Sum += I;                           // HITS: 5
  }
  return Sum;                           // HITS: 1
}

static int tuned(int N) { // HITS: 1
  int Sum = N;            // HITS: 1
#if TUNED
  Sum += 1;               // HITS: 1
#endif
  return Sum;             // HITS: 1
}

int main(void) {
  int Sum = 0;                  // HITS: 1
  for (int I = -2; I < 8; ++I)  // HITS: 11
    Sum += add(I);              // HITS: 10
  return Sum + loop(9) + tuned(1) == 0; // HITS: 1
}
// The command's macros are the same for both: one probe is enough.
// CHECK: static int tuned(int N) { HPI_FUNCTION(
// CHECK-NEXT: {{^}}  int Sum = N;
// CHECK: {{^}}  Sum += 1;
// CHECK: {{^}}  return Sum;
