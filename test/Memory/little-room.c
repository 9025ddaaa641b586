// Under a limit on address space the program gets the blocks that it gets without the flag, but for a few.
// RUN: %clang -O1 %s -o %t.plain && %clang_hp -O1 %s -o %t && rm -rf %t.out
// RUN: sh -c 'ulimit -v 80000; %t.plain' > %t.before && env HPINSTR_OUT=%t.out sh -c 'ulimit -v 80000; %t' > %t.after
// RUN: %python -c 'import sys; a, b = (int(open(n).read()) for n in sys.argv[1:]); sys.exit(not a * 0.7 < b <= a)' \
// RUN:   %t.before %t.after
// RUN: %hpinstr report %t.out | FileCheck %s
// CHECK: {{^ +[0-9]+ +[0-9]+ .*while \(\(Block}} = malloc
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  int Num = 0;
  char *volatile Block;
  while ((Block = malloc(100000)))
    ++Num;
  printf("%d\n", Num);
  return 0;
}
