// Merging allocations commutes and associates: sums of counts, of peaks the maximum over processes, and it says so.
// RUN: env HPI_PLAIN=%clang bash %S/Inputs/fakeheap.sh "%clang_hp -O0" %s %t -- 1 22 333
// RUN: rm -rf %t.d && mkdir %t.d && cd %t.d && set -- %t.out/*.hpi && ln -s $1 a && ln -s $2 b && ln -s $3 c
// RUN: %hpinstr merge -o abc a b c && %hpinstr merge -o cba c b a && cmp abc cba
// RUN: %hpinstr merge -o ab a b && %hpinstr merge -o ab-c ab c && cmp abc ab-c
// RUN: %hpinstr merge -o bc b c && %hpinstr merge -o a-bc a bc && cmp abc a-bc
// RUN: %hpinstr report abc | FileCheck %s
// RUN: %hpinstr report --peak abc | FileCheck %s --check-prefix=PEAK
// RUN: %hpinstr export --format=json -o abc.json abc && %hpinstr export --format=json -o apart.json a b c
// RUN: %python %S/Inputs/checkallocs.py abc.json %s && %python %S/Inputs/checkallocs.py apart.json %s
// RUN: rm %t && %hpinstr report --leaks abc | FileCheck %s --check-prefix=LEAKS
#include "fakeheap.h"
#include <string.h>

int main(int NumArgs, char **Args) {
  unsigned long Length = strlen(Args[NumArgs - 1]);
  void *Large = take(Length * 100); // ALLOCS: allocs=3 alloc_bytes=600 live_bytes=0 peak_bytes=300 peak_blocks=1
  give(Large);                      // ALLOCS: frees=3 freed_bytes=600
  take(4 - Length);                 // ALLOCS: allocs=3 alloc_bytes=6 live_blocks=3 live_bytes=6 peak_bytes=0
}

// CHECK: Heap: 6 allocs of 606 bytes, 3 frees of 600 bytes; live at the end: 3 blocks of 6 bytes; peak: 300 bytes in 1 block after 0.001 s (the maximum over processes)
// PEAK: maximum over processes
// PEAK: 300         1    100%  {{.*}}heap-merge.c:17
// LEAKS: 6         3  {{.*}}heap-merge.c:19(main)
