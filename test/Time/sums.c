// The sampled times of all threads add up to the CPU time that the kernel gave the process, less that of the sampling
// thread. What a thread takes until that one has got a processor to watch it from is in no line, and stated.
// RUN: rm -rf %t.out && %clang_hp -O2 -pthread %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr export --format json %t.out -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'sampled < cpu' 'unattributed < 0.015 * cpu' 'cpu > 2.8e9' \
// RUN:   'works.total + other.total + unattributed > 0.95 * cpu'
#include "Inputs/burn.h"
#include <pthread.h>

static void *thread(void *Unused) {
  burn(1500); // other
  return Unused;
}

int main(void) {
  pthread_t Thread;
  pthread_create(&Thread, 0, thread, 0);
  burn(1500); // works
  pthread_join(Thread, 0);
  return 0;
}
