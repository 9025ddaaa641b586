// Where no report can be made or grown, the program runs as ever and stderr has one line.
// RUN: rm -rf %t.d && mkdir %t.d && touch %t.d/file && %clang -I%S -I%S/../../include -pthread %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.d/file/out %t 2>&1 | FileCheck %s --check-prefix=DIR
// RUN: env HPINSTR_OUT=/proc/no %t 2>&1 | FileCheck %s --check-prefix=PROC
// RUN: env HPINSTR_OUT=/sys/no %t 2>&1 | FileCheck %s --check-prefix=SYS
// RUN: sh -c 'ulimit -f 1; HPINSTR_OUT=%t.d/out exec %t' 2>&1 | FileCheck %s --check-prefix=ZERO
// RUN: sh -c 'ulimit -f 100; HPINSTR_OUT=%t.d/grow exec %t' 2>&1 | FileCheck %s --check-prefix=GROW
// RUN: env HPINSTR_OUT=%t.d/file/out sh -c '%t 2>&-' | FileCheck %s --check-prefix=QUIET
// RUN: %python %S/readhpi.py %t.d/grow blocks | FileCheck %s --check-prefix=FILE
// DIR: hpinstr: warning: {{.*}}.d/file/out/unwritable.c.tmp.{{.*}}.hpi: not a directory; counts of this process are not written
// DIR-NEXT: done 40
// SYS: hpinstr: warning: /sys/no/unwritable.c.tmp.{{.*}}: {{operation not permitted|permission denied|read-only file system}}; counts
// PROC: hpinstr: warning: /proc/no/unwritable.c.tmp.{{.*}}: no such file or directory; counts of this process are not written
// PROC-NEXT: done 40
// ZERO: hpinstr: warning: {{.*}}: file size limit of the process exceeded (ulimit -f); counts of this process are not written
// ZERO-NEXT: done 40
// GROW: hpinstr: warning: {{.*}}: file size limit of the process exceeded (ulimit -f); counts of some threads of this process are not written
// GROW-NEXT: done 40
// QUIET: {{^}}done 40
// FILE: blocks={{[1-9]}}
#include "Unit.h"
#include <pthread.h>
#include <stdio.h>
HPI_UNIT(5, 1000)

static pthread_barrier_t Barrier;

static void *work(void *Unused) {
  hit(999);
  pthread_barrier_wait(&Barrier);
  return Unused;
}

int main(void) {
  pthread_t Threads[40];
  int NumDone = 0;
  pthread_barrier_init(&Barrier, 0, 40);
  for (int I = 0; I < 40; ++I)
    pthread_create(&Threads[I], 0, work, 0);
  for (int I = 0; I < 40; ++I)
    NumDone += pthread_join(Threads[I], 0) == 0;
  printf("done %d\n", NumDone);
}
