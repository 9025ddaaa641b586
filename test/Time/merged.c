// A merged report keeps the times and needs the program no more; without it a report says that the program was built again.
// RUN: rm -rf %t.out && %clang_hp -O2 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr report %t.out | sed 's/, runtime memory.*//' > %t.before && grep " samples$" %t.before
// RUN: %hpinstr merge -o %t.hpi %t.out && %hpinstr merge -o %t.again.hpi %t.hpi && cmp %t.hpi %t.again.hpi
// RUN: %clang_hp -O2 -DOTHER %s -o %t && %hpinstr report %t.out 2>&1 | FileCheck %s
// RUN: rm %t && %hpinstr report %t.hpi | sed 's/, runtime memory.*//' | diff %t.before -
// CHECK: warning: {{.*}}expected the file that ran, with build id {{[0-9a-f]+}}, found {{[0-9a-f]+}}: it was built again since; where its code spent time and memory is not shown
#include "Inputs/burn.h"

#ifdef OTHER
int Other = 1;
#endif

__attribute__((noinline)) void works(int Ms) {
  burn(Ms);
  burn(2 * Ms);
}

int main(void) {
  works(50);
  burn(50);
}
