// With a clock that counts its readings, each line's time is known: one reading where control comes to it, one where it
// comes to the next; what is called is within.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -fplugin-arg-hpinstr-time=exact %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact -flto %lld %s -o %t/p
// RUN: env HPINSTR_OUT=%t/lto HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/lto %s

static volatile int Sum;

// A line's probe is said to cost 100 ns there, 50 more where it calls, a function's entry and exit 200 within it and 500 outside.
static void leaf(void) {       // FUNC: 10 20 20 NET: 17000 17000
  ++Sum;                       // TIME: 10 10 10 NET: 9000 9000
  ++Sum;                       // TIME: 10 10 10 NET: 8000 8000
}

static void loop(int N) {      // FUNC: 1 52 32 NET: 41200 24200
  for (int I = 0; I < N; ++I)  // TIME: 12 12 12 NET: 10700 10700
    leaf();                    // TIME: 10 40 20 NET: 30500 13500
}

int main(void) {               // FUNC: 1 56 4 NET: 44250 3050
  Sum = 0;                     // TIME: 1 1 1 NET: 900 900
  loop(10);                    // TIME: 1 54 2 NET: 42550 1350
  return Sum != 20;            // TIME: 1 1 1 NET: 800 800
}
