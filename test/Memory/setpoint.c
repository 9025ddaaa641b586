// Figures relative to the last set-point: blocks that are older count neither as allocated nor as live, whoever frees
// them; frees of them count.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for L in -O0 -O2; do %clang_hp -w $L -pthread -I%source/include %s -o p$L && env HPINSTR_OUT=out$L ./p$L || exit 1; done
// RUN: for L in -O0 -O2; do %hpinstr export --format json --since-setpoint -o $L.json out$L && %python %S/../Report/Inputs/checkallocs.py $L.json %s || exit 1; done
// RUN: %hpinstr report --since-setpoint --leaks out-O2 | FileCheck %s
// RUN: not %hpinstr report --since-setpoint --peak out-O2 2>&1 | FileCheck %s --check-prefix=PEAK
// RUN: %hpinstr merge -o m.hpi out-O2 && %hpinstr report --since-setpoint m.hpi 2>&1 | FileCheck %s --check-prefix=MERGED
// RUN: %python %S/../Report/Inputs/validate.py %source/docs/export-schema.json ./-O2.json
// What the whole run did is there, too.
// RUN: %check-heap out-O0 && %hpinstr report --leaks --function=before out-O0 | FileCheck %s --check-prefix=WHOLE
// A process that was killed within a set-point has none: its bases are of two.
// RUN: %hpinstr dump -o d out-O2/*.hpi && FileCheck %s --check-prefix=DUMP < d && mkdir cut
// RUN: sed 's/\(u64 NumBegun\) .*/\1 4/' d > d4 && not cmp d d4 && %hpinstr dump --undump d4 -o cut/cut.hpi
// RUN: %hpinstr report --since-setpoint --leaks cut > since && %hpinstr report --leaks cut > whole && FileCheck %s --check-prefix=CUT < since
// RUN: grep -v hpinstr_heap_setpoint since > rest && grep -v 'peak:' whole > wanted && grep -v 'peak of' rest | diff wanted -
// RUN: %hpinstr export --format json --since-setpoint -o j cut && %python %S/../Report/Inputs/validate.py %source/docs/export-schema.json j
// RUN: %python -c 'import json; R, = json.load(open("j"))["runs"]; assert R["heap_setpoint_cut"] and R["heap_setpoints"] == 0 and "heap_setpoint_at_ns" not in R, R'
// RUN: %hpinstr report --since-setpoint --leaks cut out-O0 | FileCheck %s --check-prefix=BOTH
// DUMP: NumSetpoints 3
// DUMP: NumBegun 3
// CUT: Heap: 1 process ended within a call of hpinstr_heap_setpoint, which leaves no set-point: allocations since the start
// BOTH: Heap: allocations since the last of 3 set-points, of each process
// BOTH: Heap: 1 process ended within a call
// CHECK: live bytes    blocks
// CHECK: 1000        10  {{.*}}setpoint.c:[[#]](work)
// CHECK: 900        30  {{.*}}setpoint.c:[[#]](younger)
// CHECK: Heap: allocations since the last of 3 set-points; of the frees 42 were of older blocks, of 390 bytes
// PEAK: --peak: expected no --since-setpoint
// MERGED: found a merged one: its allocations are left out
// WHOLE: 580        58  {{.*}}(before)
#include "hpinstr/hpinstr.h"
#include <pthread.h>
#include <stdlib.h>

static void *Old[100], *New[60], *Others[2][20];
static pthread_barrier_t Barrier;

/* Older than the set-point. Frees them, too, where it is called again. */
__attribute__((noinline)) static void before(int First, int Last) {
  for (int I = First; I < Last; ++I)
    Old[I] = malloc(10); // ALLOCS: none
}

__attribute__((noinline)) static void release(void **Blocks, int First, int Last) {
  for (int I = First; I < Last; ++I)
    free(Blocks[I]); // ALLOCS: self_frees=76 live_blocks=0
}

__attribute__((noinline)) static void younger(void) {
  for (int I = 0; I < 60; ++I)
    New[I] = malloc(30); // ALLOCS: self_allocs=60 self_alloc_bytes=1800 live_blocks=30 live_bytes=900
}

__attribute__((noinline)) static void giveAndTake(int N) {
  void *volatile Block;
  for (int I = 0; I < N; ++I) {
    Block = malloc(I);   // ALLOCS: self_allocs=10 self_alloc_bytes=45 live_blocks=0
    free((void *)Block); // ALLOCS: self_frees=10 live_blocks=0
  }
}

static void *work(void *Arg) {
  void **Mine = Others[Arg != 0], **Theirs = Others[Arg == 0];
  for (int I = 0; I < 20; ++I)
    Mine[I] = malloc(7); // ALLOCS: none
  pthread_barrier_wait(&Barrier);
  pthread_barrier_wait(&Barrier); /* the set-point lies between */
  release(Mine, 0, 5);
  for (int I = 0; I < 8; ++I)
    Mine[I] = malloc(100); // ALLOCS: self_allocs=16 self_alloc_bytes=1600 live_blocks=10 live_bytes=1000
  pthread_barrier_wait(&Barrier);
  release(Theirs, 0, 3);
  return 0;
}

int main(void) {
  pthread_t Threads[2];
  pthread_barrier_init(&Barrier, 0, 3);
  hpinstr_heap_setpoint();
  before(0, 100);
  for (long I = 0; I < 2; ++I)
    pthread_create(&Threads[I], 0, work, (void *)I);
  pthread_barrier_wait(&Barrier);
  release(Old, 0, 10);
  hpinstr_heap_setpoint();
  hpinstr_heap_setpoint();
  pthread_barrier_wait(&Barrier);
  giveAndTake(10);
  release(Old, 10, 40);
  younger();
  release(New, 0, 30);
  pthread_barrier_wait(&Barrier);
  Old[40] = realloc(Old[40], 100000); // ALLOCS: self_allocs=1 self_alloc_bytes=100000 self_frees=1 live_blocks=1 live_bytes=100000
  pthread_join(Threads[0], 0);
  pthread_join(Threads[1], 0);
  Old[41] = realloc(Old[41], 5); // ALLOCS: self_allocs=1 self_alloc_bytes=5 self_frees=1 live_blocks=0
  free(Old[41]); // ALLOCS: self_frees=1 live_blocks=0
  return 0;
}
