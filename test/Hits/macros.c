// Code of a macro belongs to the line that uses it; the first statement there gives the number.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#define ADD(N) Total += (N)                 // HITS: -
#define ADD_TWICE(N)                        \
  do {                                      \
    Total += (N);                           \
    Total += (N);                           \
  } while (0)
#define FOR_EACH(I, N) for (int I = 0; I < (N); ++I) // HITS: -
#define RETURN_IF(C) if (C) return 1        // HITS: -
#define DEFINE_GETTER(Name)                 \
  static int Name(void) {                   \
    return Total;                           \
  }

static int Total;
DEFINE_GETTER(getTotal)                     // HITS: 2
DEFINE_GETTER(getUnused)                    // HITS: 0

static int check(int N) {                   // HITS: 3
  RETURN_IF(N == 2);                        // HITS: 3
  return 0;                                 // HITS: 2
}

int main(void) {
  ADD(1);                                   // HITS: 1
  FOR_EACH(I, 4)                            // HITS: 5
    ADD(I);                                 // HITS: 4
  FOR_EACH(I, 3) ADD_TWICE(I);              // HITS: 4
  if (getTotal() > 0) ADD(check(1)); else ADD(100); // HITS: 1
  ADD(check(2) + check(3));                 // HITS: 1
  return getTotal() != 14;                  // HITS: 1
}
