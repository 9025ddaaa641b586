// Visits of regions are marks in the heap over time, with what was live at both ends: the first 1,024 of a process.
// RUN: rm -rf %t && mkdir -p %t && cd %t && %clangxx_hp -w -O2 -pthread -I%source/include %s -o p && env HPINSTR_OUT=out ./p
// RUN: %hpinstr report --timeline out | FileCheck %s
// RUN: %hpinstr export --format mprof -o m out && FileCheck %s --check-prefix=MPROF < m
// RUN: %hpinstr export --format mprof-heap -o m out && FileCheck %s --check-prefix=MPROFHEAP < m
// RUN: %hpinstr export --format json -o j out && %python %source/test/Report/Inputs/validate.py %source/docs/export-schema.json j
// RUN: %python %S/Inputs/checkmarks.py j
// Merged, the first marks are there, and the others counted.
// RUN: %hpinstr merge -o merged.hpi out && %hpinstr export --format json merged.hpi | FileCheck %s --check-prefix=MERGED
// RUN: %hpinstr dump -o d out/*.hpi && %hpinstr dump --undump d -o back && cmp back out/*.hpi
// CHECK: Live heap over time
// CHECK: {{^}} set-point  {{ *=$}}
// CHECK-NEXT: {{^}}     outer  {{ *[= ]+$}}
// CHECK-NEXT: {{^}}the inne..  {{ *[= ]+$}}
// CHECK-NEXT: {{^}}  threaded  {{ *[= ]+$}}
// CHECK-NEXT: {{^}}    thrown  {{ *[= ]+$}}
// CHECK-NEXT: {{^}}      many  {{ *[= ]+$}}
// CHECK-NEXT: Later visits of regions and functions, 77, are not marked
// MPROF: FUNC outer [[#]].[[#]] [[#]].[[#]] [[#]].[[#]] [[#]].[[#]]{{$}}
// MPROFHEAP: FUNC outer {{.*}} 3.{{.*}}
// MPROFHEAP: FUNC the_inner_one 1.{{[0-9]+}} [[#]].[[#]] 3.{{[0-9]+}} [[#]].[[#]]{{$}}
// MPROFHEAP: MEM
// MERGED-COUNT-64: "end_live_bytes":
// MERGED-NOT: "end_live_bytes":
// MERGED: "unmarked_visits": 1036
#include <cstdlib>
#include <hpinstr/hpinstr.h>
#include <thread>

static void *volatile Kept[8];

static void threaded() {
  hpinstr::Region Guard("threaded");
  Kept[2] = malloc(300);
}

int main() {
  hpinstr_heap_setpoint();
  {
    hpinstr::Region Outer("outer");
    Kept[0] = malloc(1 << 20);
    hpinstr::Region Inner("the inner one");
    Kept[1] = malloc(2 << 20);
  }
  for (int I = 0; I < 4; ++I) {
    std::thread Other(threaded);
    Other.join();
    free(Kept[2]);
  }
  try {
    hpinstr::Region Guard("thrown");
    Kept[3] = malloc(1000);
    throw 1;
  } catch (int) {
  }
  HPINSTR_REGION_BEGIN(never_ended);
  for (int I = 0; I < 1093; ++I) {
    HPINSTR_REGION_BEGIN(many);
    HPINSTR_REGION_END(many);
  }
  return 0;
}
