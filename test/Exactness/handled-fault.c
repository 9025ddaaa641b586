// A fault that a handler repairs: the faulting statement began once, what follows runs as usual.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>

static char *Page;
static volatile int Faults;

static void onFault(int S) {               // HITS: 10
  (void)S;                                 // HITS: 10
  mprotect(Page, 4096, PROT_READ | PROT_WRITE); // HITS: 10
  ++Faults;                                // HITS: 10
}
static void touch(volatile char *P) {      // HITS: 10
  *P += 1;                                 // HITS: 10
  *P += 2;                                 // HITS: 10
}

int main(void) {
  Page = mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); // HITS: 1
  signal(SIGSEGV, onFault);                // HITS: 1
  for (int I = 0; I < 10; ++I) {           // HITS: 11
    touch(Page);                           // HITS: 10
    mprotect(Page, 4096, PROT_NONE);       // HITS: 10
  }
  return Faults != 10;                     // HITS: 1
}
