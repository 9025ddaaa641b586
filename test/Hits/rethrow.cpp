// Rethrown exceptions: each handler counts what reached it.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Log;

static void inner(int N) {   // HITS: 6
  try {                      // HITS: -
    if (N < 4)               // HITS: 6
      throw N;               // HITS: 4
    Log += 1;                // HITS: 2
  } catch (int E) {          // HITS: -
    Log += 10;               // HITS: 4
    if (E < 2)               // HITS: 4
      throw;                 // HITS: 2
    if (E == 3)              // HITS: 2
      throw 'c';             // HITS: 1
    Log += 100;              // HITS: 1
  }                          // HITS: -
  Log += 1000;               // HITS: 3
}

int main() {
  for (int I = 0; I < 6; ++I) // HITS: 7
    try {                    // HITS: -
      inner(I);              // HITS: 6
      Log += 10000;          // HITS: 3
    } catch (int) {          // HITS: -
      Log += 100000;         // HITS: 2
    } catch (char) {         // HITS: -
      Log += 1000000;        // HITS: 1
    }
  return Log != 2 + 40 + 100 + 3000 + 30000 + 200000 + 1000000; // HITS: 1
}
