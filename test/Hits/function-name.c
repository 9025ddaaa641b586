// The line that holds the name of a function counts its calls.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

typedef unsigned long Word;

static Word            // HITS: -
twice(Word N)          // HITS: 3
{                      // HITS: -
  return 2 * N;        // HITS: 3
}                      // HITS: -

static int oneLine(int N) { return N + 1; } // HITS: 2
static void empty(void) {}                  // HITS: 4
static void emptyToo(void)                  // HITS: 1
{                                           // HITS: -
}                                           // HITS: -

int                    // HITS: -
main                   // HITS: 1
(void)                 // HITS: -
{
  for (int I = 0; I < 4; ++I) empty();  // HITS: 5
  emptyToo();                           // HITS: 1
  Word S = twice(1) + twice(2);         // HITS: 1
  S += oneLine(3) + oneLine(4);         // HITS: 1
  return (int)(S + twice(3)) != 21;     // HITS: 1
}
