// Memory tables: what lines leave behind, leaks with their callers, the peak, the heap over time.
// RUN: env HPI_PLAIN=%clang bash %S/Inputs/fakeheap.sh "%clang_hp -O0" %s %t -g -fplugin-arg-hpinstr-time=none
// RUN: %hpinstr report --memory %t.out | FileCheck %s
// RUN: %hpinstr report --leaks --function=make %t.out | FileCheck %s --check-prefix=LEAKS
// RUN: %hpinstr report --peak %t.out | FileCheck %s --check-prefix=PEAK
// RUN: env LC_ALL=C.UTF-8 %hpinstr report --timeline %t.out | FileCheck %s --check-prefix=PLOT
// RUN: %hpinstr merge -o %t.hpi %t.out
// RUN: for T in memory leaks peak types timeline; do %hpinstr report --$T %t.out | grep -v runtime > %t.1; %hpinstr report --$T %t.hpi | grep -v process > %t.2; grep -v process %t.1 | diff - %t.2 || exit 1; done
#include "fakeheap.h"

static void *Kept[4];

__attribute__((noinline)) void *make(unsigned long Bytes) {
  return take(Bytes);
}

__attribute__((noinline)) void nest(int Depth) {
  Kept[Depth] = make(10);
  if (Depth)
    nest(Depth - 1);
}

__attribute__((noinline)) void idle(void) {}

int main(void) {
  void *Big = take(20480);
  nest(2);
  give(Kept[1]);
  make(1);
  give(Big);
  idle();
}

// In a recursion each line has all that happened while it ran; the sum over the lines counts it once.
// CHECK: Line #    Mem usage    Increment  Occurrences  Line Contents
// CHECK: 10 B         30 B            3    Kept[Depth] = make(10);
// CHECK-NEXT: 10 B          0 B            3    if (Depth)
// CHECK-NEXT: 30 B         20 B            2      nest(Depth - 1);
// CHECK-NOT: Function: idle
// CHECK: 20.000 KiB   20.000 KiB            1    void *Big = take(20480);
// CHECK-NEXT: 20.029 KiB         30 B            1    nest(2);
// CHECK-NEXT: 20.020 KiB        -10 B            1    give(Kept[1]);
// CHECK-NEXT: 20.021 KiB          1 B            1    make(1);
// CHECK-NEXT: 21 B  -20.000 KiB            1    give(Big);
// CHECK-NEXT: 21 B          0 B            1    idle();
// CHECK: {{^}}Live heap over time
// CHECK-NEXT: 20.5 kB |{{[ #]*}}{{$}}
// CHECK: Heap: 5 allocs of 20511 bytes, 2 frees of 20490 bytes; live at the end: 3 blocks of 21 bytes; peak: 20510 bytes in 4 blocks after 0.004 s

// LEAKS: live bytes    blocks  filename:lineno(function) that allocated
// LEAKS-NEXT: {{^}}          21         3  {{.*}}heap-memory.c:14(make)
// LEAKS-NEXT: {{^}}          10         1    called from {{.*}}:18(nest)
// LEAKS-NEXT: {{^ +/.*}}:20(nest)
// LEAKS-NEXT: {{^ +/.*}}:20(nest)
// LEAKS-NEXT: {{^ +/.*}}:27(main)
// LEAKS-NEXT: {{^}}          10         1    called from {{.*}}:18(nest)
// LEAKS-NEXT: {{^ +/.*}}:27(main)
// LEAKS-NEXT: {{^}}           1         1    called from {{.*}}:29(main)

// PEAK: Peak: 20510 bytes in 4 blocks after 0.004 s
// PEAK: {{^}}       20480         1   99.9%  {{.*}}heap-memory.c:26
// PEAK-NEXT: {{^}}          30         3    0.1%  {{.*}}heap-memory.c:14
// PEAK-NOT: heap-memory.c:

// PLOT: 20.5 kB │{{ *(▇|█)+}}
