// Calls marked musttail: deep mutual recursion in constant stack counts every call.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

__attribute__((noinline)) static long odd(long N, long S);

__attribute__((noinline)) static long even(long N, long S) { // HITS: 500001
  if (N == 0)                                   // HITS: 500001
    return S;                                   // HITS: 1
  __attribute__((musttail)) return odd(N - 1, S + 1); // HITS: 500000
}
__attribute__((noinline)) static long odd(long N, long S) { // HITS: 500000
  if (N == 0)                                   // HITS: 500000
    return -S;                                  // HITS: 0
  __attribute__((musttail)) return even(N - 1, S + 2); // HITS: 500000
}

int main(void) {
  return even(1000000, 0) != 1500000; // HITS: 1
}
