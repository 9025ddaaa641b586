// An asm statement is a statement, asm goto too; asm at file scope is none.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

__asm__(".globl hp_test_symbol\nhp_test_symbol = 5"); // HITS: -

static int f(int N) {                  // HITS: 4
  __asm__ volatile("" ::: "memory");   // HITS: 4
  __asm__("" : "+r"(N));               // HITS: 4
  if (N & 1)                           // HITS: 4
    __asm__ volatile("nop");           // HITS: 2
  __asm__ goto("test %0, %0\n\tjz %l1" // HITS: 4
               :                       // HITS: -
               : "r"(N)                // HITS: -
               : "cc"                  // HITS: -
               : Zero);                // HITS: -
  return N;                            // HITS: 3
Zero:                                  // HITS: -
  return 100;                          // HITS: 1
}

int main(void) {
  int S = 0;
  for (int I = 0; I < 4; ++I)          // HITS: 5
    S += f(I);                         // HITS: 4
  return S != 106;                     // HITS: 1
}
