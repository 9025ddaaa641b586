// Exceptions from constructors, of members, bases, array elements and new expressions.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Built, Destroyed;
struct Part {
  int N;
  Part(int M) : N(M) {              // HITS: 36
    if (M == 5)                     // HITS: 36
      throw M;                      // HITS: 3
    ++Built;                        // HITS: 33
  }
  ~Part() { ++Destroyed; }          // HITS: 33
};
struct Whole : Part {
  Part Second;
  Whole(int N)                      // HITS: 10
      : Part(N),                    // HITS: 10
        Second(N + 1) {             // HITS: 9
    ++Built;                        // HITS: 8
    if (N == 7)                     // HITS: 8
      throw 'x';                    // HITS: 1
    --Built;                        // HITS: 7
  }
};

int main() {
  int Caught = 0;
  for (int I = 0; I < 10; ++I)      // HITS: 11
    try {                           // HITS: -
      delete new Whole(I);          // HITS: 10
      ++Caught;                     // HITS: 7
    } catch (int) {                 // HITS: -
      Caught += 100;                // HITS: 2
    } catch (char) {                // HITS: -
      Caught += 1000;               // HITS: 1
    }
  for (int I = 0; I < 2; ++I)       // HITS: 3
    try {                           // HITS: -
      Part Row[4] = {I, I + 3, I + 4, 0}; // HITS: 2
      Part Column[10] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0}; // HITS: 1
      ++Caught;                     // HITS: 1
    } catch (int) {                 // HITS: -
      Caught += 10000;              // HITS: 1
    }
  return Caught != 11208;
}
