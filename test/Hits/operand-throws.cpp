// An operand behind one that threw was not evaluated; the loop whose condition throws has evaluated it.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Log;
static bool check(int N) {        // HITS: 18
  if (N == 4)                     // HITS: 18
    throw N;                      // HITS: 3
  return N < 9;                   // HITS: 15
}

static void loop(int N) {         // HITS: 2
  while (check(N))                // HITS: 8
    N += 2;                       // HITS: 6
  Log += 100;                     // HITS: 1
}

static bool both(int A, int B) {  // HITS: 6
  return check(A)                 // HITS: 6
         && check(B);             // HITS: 4
}

int main() {
  for (int I = 0; I < 2; ++I)     // HITS: 3
    try { loop(I); } catch (int) { ++Log; } // HITS: 2
  int Pairs[][2] = {{1, 2}, {4, 1}, {9, 1}, {2, 4}, {3, 3}, {8, 8}}; // HITS: 1
  for (auto &P : Pairs)           // HITS: 7
    try {                         // HITS: -
      if (both(P[0], P[1]))       // HITS: 6
        Log += 10;                // HITS: 3
    } catch (int) {               // HITS: -
      ++Log;                      // HITS: 2
    }
  return Log != 100 + 1 + 30 + 2; // HITS: 1
}
