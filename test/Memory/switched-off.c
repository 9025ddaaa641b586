// HPINSTR_OPTIONS=memory=off: hits as ever, no allocations, blocks as without the flag.
// RUN: %clang -O1 %s -o %t.plain && %clang_hp -O1 %s -o %t && %t.plain > %t.before && rm -rf %t.out %t.out.on
// RUN: env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=memory=off %t > %t.after && diff %t.before %t.after
// RUN: %hpinstr report %t.out | FileCheck %s && %hpinstr report --leaks %t.out 2>&1 | FileCheck %s --check-prefix=LEAKS
// RUN: env HPINSTR_OUT=%t.out.on HPINSTR_OPTIONS=memory=on %t && %hpinstr report --leaks %t.out.on | FileCheck %s --check-prefix=ON
// CHECK-NOT: Heap:
// CHECK: 10 {{.*}}Block = malloc
// CHECK-NOT: Heap:
// LEAKS: warning: the reports hold no allocations: {{.*}}run with HPINSTR_OPTIONS=memory=off
// ON: 2000000 10 {{.*}}switched-off.c:{{[0-9]+}}(main)
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *volatile Block = malloc(1);
  printf("%zx\n", (size_t)Block & 4095); // nothing was allocated before
  for (int I = 0; I < 10; ++I) {
    Block = malloc(200000);
    printf("%zu\n", malloc_usable_size(Block));
  }
  return 0;
}
