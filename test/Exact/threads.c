// Each thread has its own clock here and its own frames; one that ends by pthread_exit has its times, too.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -fplugin-arg-hpinstr-time=exact %s -o %t/p -pthread
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clang_hp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p -pthread
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s

#include <pthread.h>
#include <stddef.h>

static volatile int Sink[4];

static void step(long N) {     // FUNC: 40 80 80
  ++Sink[N];                   // TIME: 40 40 40
  ++Sink[N];                   // TIME: 40 40 40
}

static void *worker(void *Arg) { // FUNC: 4 216 136
  long N = (long)Arg;          // TIME: 4 4 4
  for (int I = 0; I < 10; ++I) // TIME: 48 48 48
    step(N);                   // TIME: 40 160 80
  pthread_exit(NULL);          // TIME: 4 4 4
}

int main(void) {
  pthread_t Threads[4];
  for (long I = 0; I < 4; ++I)
    pthread_create(&Threads[I], NULL, worker, (void *)I);
  for (int I = 0; I < 4; ++I)
    pthread_join(Threads[I], NULL);
  return 0;
}
