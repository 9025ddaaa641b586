// Blocks without a type by who gave them: malloc, or operator new called by hand or within a library.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for L in -O0 -O2; do %clangxx_hp -w $L %s -o p$L && env HPINSTR_OUT=out$L ./p$L && %hpinstr report --types out$L | FileCheck %s || exit 1; done
// RUN: %hpinstr merge -o m.hpi out-O2 && %hpinstr report --types m.hpi | FileCheck %s
// RUN: %hpinstr export --format json -o j out-O2 && %python %source/test/Report/Inputs/validate.py %source/docs/export-schema.json j
// RUN: FileCheck %s --check-prefix=JSON < j
// CHECK: live bytes    blocks   all bytes    blocks  type
// CHECK-DAG: {{^}}        3000         3        3000         3  (no type: operator new)
// CHECK-DAG: {{^}}         140         2         147         3  (no type: malloc)
// CHECK-DAG: {{^}}          40         5          40         5  long
// JSON: "allocator": "operator new",
#include <cstdlib>
#include <new>

static void *volatile Kept[16];

int main() {
  for (int I = 0; I < 3; ++I)
    Kept[I] = ::operator new(1000);
  Kept[3] = malloc(70);
  Kept[4] = calloc(7, 10);
  Kept[10] = malloc(7);
  free(Kept[10]);
  for (int I = 0; I < 5; ++I)
    Kept[5 + I] = new long;
}
