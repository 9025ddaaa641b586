// One thread: every count, the tables and the exit status are in one file. The program's errno is its own.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out/deep/er %t a b || test $? = 5
// RUN: %python %S/readhpi.py %t.out/deep/er sums modules exit ended forked argv | FileCheck %s
// CHECK: files 1
// CHECK-NEXT: sums=single.c.tmp:4,3,3,0,5000000000 modules=0:4660:0:5:tables-0x1234 exit=5 ended=1 forked=0 argv={{.*}}single.c.tmp a b
#include "Unit.h"
#include <errno.h>
HPI_UNIT(0x1234, 5)

int main(int Argc, char **Argv) {
  errno = 77;
  for (int I = 0; I < 10; ++I)
    hit(I % 3);
  *(uint64_t *)((char *)&Counters[4] + Offset) = 4999999999;
  hit(4);
  return errno == 77 && Argv[2] ? Argc + 2 : 1;
}
