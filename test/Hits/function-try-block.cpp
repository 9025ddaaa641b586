// Function-try-blocks of functions and constructors.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Log;
static int check(int N) { // HITS: 8
  if (N > 2)              // HITS: 8
    throw N;              // HITS: 2
  return N;               // HITS: 6
}

static int f(int N) try { // HITS: 4
  Log += 1;               // HITS: 4
  return check(N);        // HITS: 4
} catch (int) {           // HITS: -
  Log += 10;              // HITS: 1
  return -1;              // HITS: 1
}

struct Guarded {
  int N;
  Guarded(int M) try : N(check(M)) { // HITS: 4
    Log += 100;           // HITS: 3
  } catch (int) {         // HITS: -
    Log += 1000;          // HITS: 1
  }                       // HITS: -
};

int main() {
  for (int I = 0; I < 4; ++I) // HITS: 5
    f(I);                 // HITS: 4
  for (int I = 0; I < 4; ++I) // HITS: 5
    try {                 // HITS: -
      Guarded G(I);       // HITS: 4
      Log += G.N;         // HITS: 3
    } catch (int) {       // HITS: -
      Log += 10000;       // HITS: 1
    }
  return Log != 4 + 10 + 300 + 1000 + 3 + 10000; // HITS: 1
}
