// Allocations by thread, with names from the program and from the kernel.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for L in -O0 -O2; do %clang_hp -w $L -pthread -I%source/include %s -o p$L && env HPINSTR_OUT=out$L ./p$L || exit 1; done
// RUN: for L in -O0 -O2; do %hpinstr report --threads out$L | FileCheck %s || exit 1; done
// RUN: %hpinstr export --format json -o j out-O2 && %python %source/test/Report/Inputs/validate.py %source/docs/export-schema.json j
// RUN: %python -c 'import json; R, = json.load(open("j"))["runs"]; T = R["heap_threads"]; \
// RUN:   assert all(sum(t[k] for t in T) == R["heap_" + k] for k in ("allocs", "alloc_bytes", "frees", "freed_bytes", "live_bytes")), T; \
// RUN:   assert [sum(t[k] for t in T if t["name"] == "in turn") for k in ("threads", "allocs", "frees", "live_bytes")] == [3, 60, 30, 900], T'
// Merged it is the same; of several processes threads of a name are one.
// RUN: %hpinstr merge -o one.hpi out-O2 && %hpinstr report --threads one.hpi | FileCheck %s
// RUN: %hpinstr report --threads out-O0 out-O2 | FileCheck %s --check-prefix=BOTH
// RUN: %hpinstr export --format json -o both out-O0 out-O2
// RUN: %python -c 'import json; J = json.load(open("both")); T, R = J["totals"], J["runs"]; \
// RUN:   assert T["peak_heap_bytes"] == max(r["peak_heap_bytes"] for r in R), T; \
// RUN:   assert all(T["heap_" + k] == sum(r["heap_" + k] for r in R) > 0 for k in ("allocs", "alloc_bytes", "frees", "freed_bytes", "live_blocks", "live_bytes")), T'
// RUN: %hpinstr dump -o d out-O0/*.hpi && %hpinstr dump --undump d -o back && cmp back out-O0/*.hpi
// CHECK:          allocs         bytes     frees   bytes freed      live    bytes live  thread
// CHECK-NEXT: {{^ +[0-9]+ +[0-9]+ +[0-9]+ +[0-9]+ +[0-9]+ +[0-9]+}}  main thread (tid [[#]])
// CHECK-NEXT: {{^}}       200         20000        50           500       150         15000  giver (tid [[#]])
// CHECK: in turn (tid [[#]])
// BOTH: {{^}}       400         40000       100          1000       300         30000  giver, 2 threads
// BOTH-NEXT: {{^}}       120          3600        60          1800        60          1800  in turn, 6 threads
#include "hpinstr/hpinstr.h"
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>

static void *Passed[200], *Given[200];
static pthread_barrier_t Barrier;

/* Named by the program before it allocates; frees what the first thread gave. */
static void *give(void *Arg) {
  prctl(PR_SET_NAME, "unused");
  hpinstr_thread_name("giver");
  for (int I = 0; I < 200; ++I)
    Given[I] = malloc(100);
  for (int I = 0; I < 50; ++I)
    free(Passed[I]);
  pthread_barrier_wait(&Barrier);
  pthread_barrier_wait(&Barrier);
  return 0;
}

/* Named by the kernel. */
static void *inTurn(void *Arg) {
  prctl(PR_SET_NAME, "in turn");
  for (int I = 0; I < 20; ++I) {
    void *volatile Block = malloc(30);
    if (I % 2)
      free(Block);
  }
  return 0;
}

int main(void) {
  pthread_t Giver, Other;
  pthread_barrier_init(&Barrier, 0, 2);
  hpinstr_thread_name("main thread");
  Passed[199] = malloc(1000000);
  for (int I = 0; I < 50; ++I)
    Passed[I] = malloc(10);
  pthread_create(&Giver, 0, give, 0);
  pthread_barrier_wait(&Barrier);
  for (int I = 0; I < 3; ++I) {
    pthread_create(&Other, 0, inTurn, 0);
    pthread_join(Other, 0);
  }
  for (int I = 0; I < 50; ++I)
    free(Given[I]);
  pthread_barrier_wait(&Barrier);
  pthread_join(Giver, 0);
  return 0;
}
