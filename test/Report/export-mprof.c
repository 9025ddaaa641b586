// Memory over time as mprof of memory_profiler reads it: the first process, then the others as its children.
// RUN: env HPI_PLAIN=%clang bash %S/Inputs/fakeheap.sh "%clang_hp -O0" %s %t -- first second
// RUN: %hpinstr export --format=mprof -o %t.mprof %t.out && FileCheck %s < %t.mprof
// RUN: %hpinstr export --format=mprof-heap -o %t.heap %t.out && FileCheck %s --check-prefix=HEAP < %t.heap
// RUN: %python %S/Inputs/checkmprof.py %t.mprof 3 3
#include "fakeheap.h"

int main(void) {
  void *Block = take(3 << 20);
  take(1 << 20);
  give(Block);
}

// CHECK: CMDLINE {{.*}}export-mprof.c.tmp first
// CHECK-NEXT: MEM 4.000000 [[#]].[[#]]
// CHECK-NEXT: MEM 5.000000
// CHECK-NEXT: MEM 2.000000
// CHECK-NEXT: CHLD [[PID:[0-9]+]] 4.000000 [[#]].[[#]]
// CHECK-NEXT: CHLD [[PID]] 5.000000
// CHECK-NEXT: CHLD [[PID]] 2.000000
// CHECK-NOT: {{^}}CHLD
// HEAP: MEM 3.000000
// HEAP-NEXT: MEM 4.000000
// HEAP-NEXT: MEM 1.000000
