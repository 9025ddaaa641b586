// What the whole run took is in the report as the kernel tells it at the end: faults of pages touched, waits, time.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out %t && %hpinstr export --format json %t.out > %t.json
// RUN: %python -c 'import json; R = json.load(open("%t.json"))["runs"][0]; import sys; \
// RUN:   sys.exit(not (R["minor_faults"] >= 4096 and R["max_rss_bytes"] >= 4096 * 4096 and R["voluntary_switches"] >= 20 \
// RUN:   and R["wall_ns"] >= 20000000 and R["involuntary_switches"] >= 0 and R["machine"].startswith("Linux ")))'
// RUN: FileCheck %s < %t.json
// CHECK: "start_load_thousandths": {{[0-9]+}}
// CHECK-NEXT: "end_load_thousandths": {{[0-9]+}}
#include "Unit.h"
#include <sys/mman.h>
#include <time.h>
HPI_UNIT(3, 1)

int main(void) {
  struct timespec Wait = {0, 1000000};
  char *Pages = mmap(0, 4096 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  madvise(Pages, 4096 * 4096, MADV_NOHUGEPAGE);
  for (int I = 0; I < 4096; ++I)
    Pages[I * 4096] = 1;
  for (int I = 0; I < 20; ++I)
    nanosleep(&Wait, 0);
  hit(0);
  return 0;
}
