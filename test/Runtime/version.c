// An object file with probes of another version is named and left out; what is understood is counted.
// RUN: rm -rf %t.out && %clang -DHPI_UNIT_VERSION=9 -c -I%S/../../include %S/Inputs/lib.c -o %t.old.o
// RUN: objcopy --redefine-sym UnitCounters=OldCounters %t.old.o
// RUN: %clang -I%S -I%S/../../include %s %t.old.o %rt -o %t
// RUN: env HPINSTR_OUT=%t.out %t 2>&1 | FileCheck %s
// RUN: %python %S/readhpi.py %t.out objects | FileCheck %s --check-prefix=ONE
// CHECK: hpinstr: warning: {{.*}}version.c.tmp: expected object files with probes of version 1, found some of version 9, whose counts are not written; build all with the same hpinstr
// CHECK-NOT: hpinstr
// ONE: objects=version.c.tmp:0:1
#include "Unit.h"
HPI_UNIT(9, 1)

int main(void) { hit(0); }
