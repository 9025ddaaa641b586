// A program of five hundred translation units: all their descriptors and tables, in order, beside padding.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out %t && %python %S/readhpi.py %t.out sums modules | tr ' ' '\n' > %t.txt
// RUN: grep -c ':tables-of-one-unit$' %t.txt | FileCheck %s --check-prefix=COUNT
// RUN: FileCheck %s < %t.txt
// COUNT: {{^}}500{{$}}
// CHECK: sums=modules.c.tmp:0,{{(0,)*}}3
// CHECK: 0:1001:1:1:tables-of-one-unit
// CHECK-NEXT: 0:1002:2:1:tables-of-one-unit
// CHECK: 0:1500:500:1:tables-of-one-unit
#include "Unit.h"
HPI_UNIT(0x5, 1)

__asm__(".pushsection __hpi_tabs,\"aR\"\n71: .ascii \"tables-of-one-unit\"\n72: .popsection\n"
        ".set Index, 1\n"
        ".rept 500\n"
        ".pushsection __hpi_cnts,\"awR\"\n73: .zero 8\n.popsection\n"
        ".pushsection __hpi_mods,\"aR\"\n74: .long 1, 48\n.quad 1000 + Index\n"
        ".quad 71b - 74b\n.quad 72b - 71b\n.quad 73b - 74b\n.quad 1\n.quad 0\n.popsection\n"
        ".set Index, Index + 1\n"
        ".endr\n");

int main(void) {
  for (int I = 0; I < 3; ++I)
    hit(500);
}
