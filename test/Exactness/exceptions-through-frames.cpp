// Exceptions through frames with and without cleanups: each frame shows what began before the throw.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clangxx_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

static int Log;
struct Guard {
  ~Guard() { ++Log; }               // HITS: 3000
};
#define NOINLINE __attribute__((noinline))

NOINLINE static void source(int N) { // HITS: 3000
  ++Log;                            // HITS: 3000
  if (N % 3 == 1)                   // HITS: 3000
    throw N;                        // HITS: 1000
  ++Log;                            // HITS: 2000
}
NOINLINE static void plain(int N) { // HITS: 3000
  source(N);                        // HITS: 3000
  ++Log;                            // HITS: 2000
}
static void inlined(int N) {        // HITS: 3000
  plain(N);                         // HITS: 3000
  ++Log;                            // HITS: 2000
}
NOINLINE static void guarded(int N) { // HITS: 3000
  Guard G;                          // HITS: -
  inlined(N);                       // HITS: 3000
  ++Log;                            // HITS: 2000
}

int main() {
  int Caught = 0;
  for (int I = 0; I < 3000; ++I)    // HITS: 3001
    try {                           // HITS: -
      guarded(I);                   // HITS: 3000
      ++Log;                        // HITS: 2000
    } catch (int E) {               // HITS: -
      Caught += E % 3;              // HITS: 1000
    }
  return Caught != 1000 || Log != 6000 + 5 * 2000; // HITS: 1
}
