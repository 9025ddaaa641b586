// A static program, position-independent or not, counts and forks as a dynamic one.
// REQUIRES: static
// RUN: rm -rf %t.out && %clang -static -I%S -I%S/../../include %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out %t && %python %S/readhpi.py %t.out | FileCheck %s
// RUN: %clang -no-pie -I%S -I%S/../../include %s %rt -o %t
// RUN: rm -rf %t.out && env HPINSTR_OUT=%t.out %t && %python %S/readhpi.py %t.out | FileCheck %s
// CHECK: files 2
// CHECK-NEXT: sums=static.c.tmp:2,0
// CHECK-NEXT: sums=static.c.tmp:1,1
#include "Unit.h"
#include <sys/wait.h>
#include <unistd.h>
HPI_UNIT(7, 2)

int main(void) {
  int Status = 0;
  if (fork() == 0) {
    hit(1);
    hit(0);
    return 0;
  }
  wait(&Status);
  hit(0);
  hit(0);
  return Status;
}
