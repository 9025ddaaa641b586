// Destructors of temporaries and locals count calls; the brace that runs them is never a hit of the statement
// before.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Log;
struct Guard {
  int N;
  explicit Guard(int M) : N(M) {}     // HITS: 8
  ~Guard() {                          // HITS: 8
    Log += N;                         // HITS: 8
  }
};
static int pass(const Guard &G) { return G.N; } // HITS: 3

static int f(int N) {                 // HITS: 3
  Guard Outer(1);                     // HITS: 3
  if (N == 1)                         // HITS: 3
    return 10;                        // HITS: 1
  int R = pass(Guard(100));           // HITS: 2
  {
    Guard Inner(10);                  // HITS: 2
    if (N == 2)                       // HITS: 2
      return 20;                      // HITS: 1
    R += Log;                         // HITS: 1
  }
  const Guard &Extended = Guard(1000); // HITS: 1
  return R + pass(Extended);          // HITS: 1
}

int main() {
  int S = f(1) + f(2) + f(3);         // HITS: 1
  return S != 10 + 20 + 100 + 212 + 1000 || Log != 1223; // HITS: 1
}
