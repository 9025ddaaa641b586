// noexcept functions and their handlers: terminate is reached, what stands behind is 0.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <cstdlib>
#include <exception>

static int Log;

static void thrower(int N) noexcept(false) { // HITS: 3
  if (N == 2)                         // HITS: 3
    throw N;                          // HITS: 1
  ++Log;                              // HITS: 2
}
static void shield(int N) noexcept {  // HITS: 3
  thrower(N);                         // HITS: 3
  ++Log;                              // HITS: 2
}
[[noreturn]] static void onTerminate() { // HITS: 1
  std::exit(Log != 4);                // HITS: 1
}

int main() {                          // HITS: 1
  std::set_terminate(onTerminate);    // HITS: 1
  static_assert(noexcept(shield(1)), ""); // HITS: -
  for (int I = 0; I < 5; ++I)         // HITS: 3
    try {                             // HITS: -
      shield(I);                      // HITS: 3
    } catch (...) {                   // HITS: -
      return 2;                       // HITS: 0
    }                                 // HITS: -
  return 1;                           // HITS: 0
}
