// Allocations belong to lines: self to the innermost, total to each line and function of the stack once.
// RUN: env HPI_PLAIN=%clang bash %S/Inputs/fakeheap.sh "%clang_hp -O0" %s %t -g -fplugin-arg-hpinstr-time=none
// RUN: %hpinstr report %t.out | FileCheck %s
// CHECK: Line #{{ +}}Hits{{.*}}   Allocs      Bytes  Line Contents
// CHECK: 5        5         50    Kept[Depth] = make(10);
// CHECK: 4        4         40      nest(Depth - 1);
// CHECK: 9        9       1350    return take(Bytes);
// CHECK: 4                        for (int I = 0; I < 3; ++I)
// CHECK-NEXT: 3        3        300      give(make(100));
// CHECK-NEXT: 1        5         50    nest(4);
// CHECK-NEXT: 1                        TakeThread = 1;
// CHECK-NEXT: 1                        give(Kept[0]);
// CHECK-NEXT: 1        1       1000    make(1000);
// CHECK: Heap: 9 allocs of 1350 bytes, 4 frees of 310 bytes; live at the end: 5 blocks of 1040 bytes; peak: 1040 bytes in 5 blocks after 0.013 s
// CHECK-NOT: In no instrumented line
// RUN: %hpinstr report --functions %t.out | FileCheck %s --check-prefix=FUNCTIONS
// FUNCTIONS: ncalls  tottime    percall  cumtime    percall     allocs        bytes  filename
// FUNCTIONS: {{^ +}}9          9         1350  {{.*}}(make)
// FUNCTIONS: {{^ +}}5          5           50  {{.*}}(nest)
#include "fakeheap.h"

static void *Kept[8];

__attribute__((noinline)) void *make(unsigned long Bytes) {
  return take(Bytes);
}

__attribute__((noinline)) void nest(int Depth) {
  Kept[Depth] = make(10);
  if (Depth)
    nest(Depth - 1);
}

int main(void) {
  for (int I = 0; I < 3; ++I)
    give(make(100));
  nest(4);
  TakeThread = 1;
  give(Kept[0]);
  make(1000);
}
