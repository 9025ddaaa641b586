// Regions of each process are in mprof's data: those of the first by their names, of others with the process besides.
// RUN: rm -rf %t && mkdir -p %t && cd %t && %clang_hp -w -O1 -I%source/include %s -o p && env HPINSTR_OUT=out ./p
// RUN: %hpinstr export --format mprof -o m out && FileCheck %s < m
// RUN: %hpinstr export --format mprof-heap -o h out && FileCheck %s < h
// mprof's own reader has them, where it is there.
// RUN: %python %S/Inputs/readmprof.py m first both both@CHILD second@CHILD
// Peaks of several processes.
// RUN: %hpinstr report --peak out | FileCheck %s --check-prefix=PEAK
// CHECK: CMDLINE ./p
// CHECK-NEXT: FUNC first [[#]].[[#]] [[#]].[[#]] [[#]].[[#]] [[#]].[[#]]{{$}}
// CHECK-NEXT: FUNC both [[#]]
// CHECK-NEXT: MEM
// CHECK-NOT: FUNC
// CHECK: FUNC both@[[PID:[0-9]+]] [[#]].[[#]] [[#]].[[#]] [[#]].[[#]] [[#]].[[#]]{{$}}
// CHECK-NEXT: FUNC second@[[PID]] [[#]]
// CHECK-NEXT: CHLD [[PID]] [[#]]
// PEAK: Peak: 3000000 bytes in 1 block {{.*}}(the maximum over processes)
// PEAK: the largest peak; since lines may be of different processes, they need not add up to 100
// PEAK: 3000000         1    100%  {{.*}}marks-fork.c:[[#]]
// PEAK: 2000000         1   66.7%  {{.*}}marks-fork.c:[[#]]
#include "hpinstr/hpinstr.h"
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void *volatile Kept;

static void both(void) {
  HPINSTR_REGION_BEGIN(both);
  HPINSTR_REGION_END(both);
}

int main(void) {
  pid_t Child = fork();
  if (!Child) {
    both();
    HPINSTR_REGION_BEGIN(second);
    Kept = malloc(2000000);
    HPINSTR_REGION_END(second);
    exit(0);
  }
  int Status = 1;
  if (waitpid(Child, &Status, 0) != Child || Status)
    return 1;
  HPINSTR_REGION_BEGIN(first);
  Kept = malloc(3000000);
  HPINSTR_REGION_END(first);
  both();
  return 0;
}
