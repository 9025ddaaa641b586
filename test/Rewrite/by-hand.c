// The probes can be written by hand; the counters are in the report, whatever the tables say of them.
// RUN: rm -rf %t && mkdir -p %t && gcc -I%source/include -O2 %s -L%build/lib -lhpinstr -o %t/p
// RUN: gcc -fsyntax-only -std=c11 -pedantic -Wall -Wextra -Werror -I%source/include %s
// RUN: %clang -fsyntax-only -std=c11 -pedantic -Wall -Wextra -Werror -I%source/include %s
// RUN: HPINSTR_OUT=%t/out %t/p && %hpinstr dump %t/out/*.hpi | FileCheck %s
#include <hpinstr/probe.h>

/* Empty tables: the counters are there, no line has them. */
HPI_FILE(hand, 00000000000000a1, 2, 0, 25, ".quad 0x154495048, 9, 0, 0\n");

static int half(int N) {
  HPI_FUNCTION(hand, 0);
  while (HPI_AT(1), N > 10)
    N /= 2;
  return N;
}

int main(void) { return half(64) != 8; }
// CHECK: counts 1 4
