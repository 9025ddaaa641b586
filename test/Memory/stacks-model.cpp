// Stacks of every shape, against a model that the program keeps itself: recursions of several functions, frames of
// varying size, callbacks from libc, library code without frame pointers, exceptions and jumps over frames.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for L in "-O0" "-O2" "-O3 -fomit-frame-pointer"; do %clangxx_hp -w $L %s -o p && rm -rf out && \
// RUN:   env HPINSTR_OUT=out ./p > expected && %hpinstr export --format json -o j out && \
// RUN:   %python %S/Inputs/comparelines.py j expected || exit 1; done
#include <alloca.h>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <string>

static int Depth, Lines[4096], Allocs[256], Frees[256];
struct At {
  explicit At(int Line) { Lines[Depth++] = Line; }
  ~At() { --Depth; }
};
#define HERE(...) (At(__LINE__), __VA_ARGS__) // the line is under way until the statement ends

static void count(int *Figure) {
  for (int I = 0; I < Depth; ++I) {
    bool IsFirst = true;
    for (int J = 0; J < I; ++J)
      IsFirst &= Lines[J] != Lines[I];
    Figure[Lines[I]] += IsFirst;
  }
}

static void *Kept[64];
static void exchange(unsigned Place) {
  Kept[Place] ? count(Frees) : void();
  HERE(free(Kept[Place]));
  count(Allocs);
  Kept[Place] = HERE(malloc(Place + 1));
}

static unsigned State = 7;
static unsigned below(unsigned Bound) {
  State = State * 1664525u + 1013904223u;
  return (State >> 8) % Bound;
}

static jmp_buf Back;
static int BackDepth;
static void left(int N);

static void grow(std::string &Text) {
  size_t Before = Text.capacity();
  HERE(Text += 'x');
  if (Text.capacity() == Before)
    return;
  count(Allocs);
  Before > 15 ? count(Frees) : void();
}

static int compare(const void *A, const void *B) {
  if (below(8) == 0)
    HERE(exchange(below(64)));
  return *static_cast<const char *>(A) - *static_cast<const char *>(B);
}

static void across(int N) {
  volatile char *Pad = static_cast<char *>(alloca(1 + below(300)));
  Pad[0] = 1;
  char Few[6] = "bdaec";
  if (below(3) == 0)
    HERE(qsort(Few, 5, 1, compare));
  HERE(exchange(below(64)));
  HERE(left(N - 1));
  if (BackDepth && below(50) == 0)
    longjmp(Back, 1);
}

static void right(int N) {
  std::string Text(15, 'a');
  for (unsigned I = below(40); I > 0; --I)
    HERE(grow(Text));
  if (below(2)) HERE(left(N - 1)); else HERE(across(N - 1));
  HERE(exchange(below(64)));
  if (Text.capacity() > 15)
    count(Frees);
}

static void thrower(int N) {
  if (below(4))
    return;
  count(Allocs);
  throw N; // the exception is a block
}

static void left(int N) {
  if (N <= 0)
    return;
  try {
    HERE(exchange(below(64)));
    HERE(N % 3 ? right(N - 1) : across(N - 2));
    HERE(left(N - 1 - below(3)));
    HERE(thrower(N));
  } catch (int) {
    count(Frees);
  }
}

int main() {
  for (int Round = 0; Round < 40; ++Round) {
    volatile int Outside = Depth;
    HERE(left(5 + below(8)));
    if (setjmp(Back) == 0) {
      BackDepth = 1;
      HERE(across(4)); // holds nothing that a jump would leave behind
    } else
      Depth = Outside;
    BackDepth = 0;
  }
  for (int Line = 0; Line < 256; ++Line)
    if (Allocs[Line] || Frees[Line])
      printf("%d %d %d\n", Line, Allocs[Line], Frees[Line]);
}
