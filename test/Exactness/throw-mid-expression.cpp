// A throw from the middle of nested calls in one expression, inlined or not.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clangxx_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

static int Sum;
static inline int a(int N) {         // HITS: 1000
  if (N % 10 == 1) throw 1;          // HITS: 1000
  return N;                          // HITS: 900
}
__attribute__((noinline)) static int b(int N) { // HITS: 900
  if (N % 10 == 2)                   // HITS: 900
    throw 'b';                       // HITS: 100
  return N;                          // HITS: 800
}
static int c(int X, int Y) {         // HITS: 800
  if (X % 10 == 3)                   // HITS: 800
    throw 3L;                        // HITS: 100
  return X + Y;                      // HITS: 700
}
static void once(int I) {            // HITS: 1000
  int R = c(a(I), b(I)) * 2;         // HITS: 1000
  Sum += R;                          // HITS: 700
}

int main() {
  for (int I = 0; I < 1000; ++I)     // HITS: 1001
    try {                            // HITS: -
      once(I);                       // HITS: 1000
      Sum -= 4 * I;                  // HITS: 700
    } catch (int) {                  // HITS: -
      ++Sum;                         // HITS: 100
    } catch (char) {                 // HITS: -
      ++Sum;                         // HITS: 100
    } catch (...) {                  // HITS: -
      ++Sum;                         // HITS: 100
    }
  return Sum != 300;                 // HITS: 1
}
