// Frames that an exception passes over end where it is caught; those with something to destroy go on until that is done.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clangxx_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p 
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s

static volatile int Sum;

struct Guard {
  ~Guard() {                   // FUNC: 3 3 3
    ++Sum;                     // TIME: 3 3 3
  }
};

static void leaf(int N) {      // FUNC: 3 6 6
  if (N == 1)                  // TIME: 3 3 3
    throw N;                   // TIME: 1 1 1
  ++Sum;                       // TIME: 2 2 2
}

static void guarded(int N) {   // FUNC: 3 19 10
  Guard G;                     // TIME: -
  leaf(N);                     // TIME: 3 13 6
  ++Sum;                       // TIME: 2 6 4
}

int main() {                   // FUNC: 1 32 13
  for (int I = 0; I < 3; ++I) { // TIME: 5 5 5
    try {
      guarded(I);              // TIME: 3 25 6
    } catch (int) {
      ++Sum;                   // TIME: 1 1 1
    }
  }
  return Sum != 8;             // TIME: 1 1 1
}
