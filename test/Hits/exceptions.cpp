// What stands behind a call that threw did not run; a statement that throws has begun.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Log;

static int thrower(int N) {   // HITS: 10
  if (N % 2)                  // HITS: 10
    throw N;                  // HITS: 5
  return N;                   // HITS: 5
}

static void middle(int N) {   // HITS: 10
  ++Log;                      // HITS: 10
  thrower(N);                 // HITS: 10
  ++Log;                      // HITS: 5
}

int main() {
  for (int I = 0; I < 10; ++I) { // HITS: 11
    try {                     // HITS: -
      middle(I);              // HITS: 10
      Log += 100;             // HITS: 5
    } catch (int E) {         // HITS: -
      Log += 1000 * (E > 0);  // HITS: 5
      if (E > 6)              // HITS: 5
        continue;             // HITS: 2
      ++Log;                  // HITS: 3
    } catch (...) {           // HITS: -
      ++Log;                  // HITS: 0
    }                         // HITS: -
    ++Log;                    // HITS: 8
  }
  return Log != 10 + 5 + 500 + 5000 + 3 + 8; // HITS: 1
}
