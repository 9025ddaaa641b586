// A load that faults in mid-function: its statement has begun, the next one has not.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 not --crash %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 not --crash %t/p && %check-hits %t/o2 %s

#include <sys/mman.h>

static volatile long Sum;
static int Value = 5;

static int load(volatile int *P) { // HITS: 3
  int A = 1;                    // HITS: 3
  Sum += A;                     // HITS: 3
  int B = *P;                   // HITS: 3
  Sum += B;                     // HITS: 2
  return A + B;                 // HITS: 2
}

static void add(volatile int *P) { // HITS: 3
  Sum += 10;                    // HITS: 3
  Sum += load(P);               // HITS: 3
  Sum += 100;                   // HITS: 2
}

int main(void) {                // HITS: 1
  int *Bad = mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); // HITS: 1
  add(&Value);                  // HITS: 1
  add(&Value);                  // HITS: 1
  add(Bad);                     // HITS: 1
  add(&Value);                  // HITS: 0
  return 1;                     // HITS: 0
}
