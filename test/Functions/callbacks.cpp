// What qsort, std::function and a handler of a signal call back is counted as called by code without probes, never by who
// called those; what they call through pointers themselves is theirs, also behind a throw and a longjmp.
// RUN: rm -rf %t.d && mkdir %t.d && cd %t.d
// RUN: for O in 0 2; do %clangxx_hp -fplugin-arg-hpinstr-edges=on -O$O %s -o p$O && env HPINSTR_OUT=o$O ./p$O && \
// RUN:   bash %S/Inputs/callers.sh %hpinstr o$O | FileCheck %s || exit 1; done
#include <csetjmp>
#include <csignal>
#include <cstdlib>
#include <functional>
static jmp_buf Back;
static int (*volatile Leaf)(int);
static int leaf(int N) {
  if (N == 3)
    throw N;
  if (N == 4)
    longjmp(Back, 1);
  return N;
}
static int compare(const void *A, const void *B) { return Leaf(1) ? *(const int *)A - *(const int *)B : 0; }
static void handler(int) { Leaf(2); }
static int twice(int N) { return 2 * N; }
__attribute__((noinline)) static int jumping() { return setjmp(Back) ? 1 : Leaf(4); }
int main() {
  Leaf = leaf;
  int Numbers[] = {2, 1}, Sum = 0;
  std::qsort(Numbers, 2, sizeof(int), compare);
  signal(SIGUSR1, handler);
  raise(SIGUSR1);
  std::function<int(int)> F = twice;
  for (int I = 0; I < 5; ++I)
    Sum += F(I) + Leaf(5);
  try {
    Leaf(3);
  } catch (int) {
    Sum += jumping();
  }
  return Sum == 46 ? 0 : 1;
}
// CHECK:      ? > compare(void const*, void const*) 1
// CHECK-NEXT: ? > handler(int) 1
// CHECK-NEXT: ? > main 1
// CHECK-NEXT: ? > twice(int) 5
// CHECK-NEXT: compare(void const*, void const*) > leaf(int) 1
// CHECK-NEXT: handler(int) > leaf(int) 1
// CHECK-NEXT: jumping() > leaf(int) 1
// CHECK-NEXT: main > jumping() 1
// CHECK-NEXT: main > leaf(int) 6
