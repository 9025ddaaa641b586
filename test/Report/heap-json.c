// The fields of allocations in the export: self and total, frees, what lives, what the peak held, over threads.
// RUN: env HPI_PLAIN=%clang bash %S/Inputs/fakeheap.sh "%clang_hp -O0" %s %t
// RUN: %hpinstr export --format=json -o %t.json %t.out && %python %S/Inputs/validate.py %source/docs/export-schema.json %t.json
// RUN: %python %S/Inputs/checkallocs.py %t.json %s
// RUN: %hpinstr merge -o %t.hpi %t.out && %hpinstr export --format=json -o %t.merged.json %t.hpi && diff %t.json %t.merged.json
#include "fakeheap.h"

__attribute__((noinline)) void *make(unsigned long Bytes) {
  return take(Bytes); // ALLOCS: self_allocs=7 allocs=7 self_alloc_bytes=860 alloc_bytes=860 self_frees=0 frees=0
                      // The comments behind stand for the line above too: see the next function.
}

int main(void) { // RUNHEAP: heap_allocs=8 heap_alloc_bytes=1060 heap_frees=6 heap_freed_bytes=850 heap_live_blocks=2
                 // RUNHEAP: heap_live_bytes=210 peak_heap_bytes=800 peak_heap_blocks=3 peak_heap_at_ns=5000000
  void *Big = take(200); // ALLOCS: self_allocs=1 allocs=1 self_alloc_bytes=200 live_blocks=1 peak_bytes=200 temporary=0
  give(make(100)); // ALLOCS: self_allocs=0 allocs=1 alloc_bytes=100 self_frees=1 frees=1 freed_bytes=100 live_blocks=0
  void *First = make(300);
  void *Second = make(300); // ALLOCS: allocs=1 alloc_bytes=300 frees=0 peak_bytes=0 live_bytes=0
  TakeThread = 1;
  give(First); // ALLOCS: allocs=0 frees=1 self_frees=1 freed_bytes=300
  give(Second);
  for (int I = 0; I < 3; ++I) // ALLOCS: none
    give(make(50)); // ALLOCS: allocs=3 alloc_bytes=150 frees=3 freed_bytes=150
  make(10);
  return !Big;
}
