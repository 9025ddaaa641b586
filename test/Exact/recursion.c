// A recursion counts once in the totals of its lines and its function; each visit counts on its own in their number.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s

static volatile int Depth;

static int down(int N) {       // FUNC: 4 15 15
  ++Depth;                     // TIME: 4 4 4
  if (N == 0)                  // TIME: 4 4 4
    return 0;                  // TIME: 1 1 1
  return down(N - 1) + Depth;  // TIME: 3 13 6
}

int main(void) {               // FUNC: 1 18 3
  int All = down(3);           // TIME: 1 17 2
  return All != 3 * 4;         // TIME: 1 1 1
}
