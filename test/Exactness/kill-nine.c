// A program that writes its own progress to a shared page is killed 100 times, with one thread and with eight.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 -pthread %s -o %t/p0 && %clang_hp -O2 -pthread %s -o %t/p2
// RUN: %python %S/Inputs/kill-nine.py %hpinstr %t/p0 %s 1 100 %t
// RUN: %python %S/Inputs/kill-nine.py %hpinstr %t/p2 %s 1 100 %t
// RUN: %python %S/Inputs/kill-nine.py %hpinstr %t/p0 %s 8 100 %t
// RUN: %python %S/Inputs/kill-nine.py %hpinstr %t/p2 %s 8 100 %t

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct Slot {
  volatile unsigned long Tight, Called;
  unsigned long Pad[6];
};

static void tight(struct Slot *S, int N) {
  for (int I = 0; I < N; ++I)
    S->Tight += 1; // MARK: TIGHT
}
__attribute__((noinline)) static void call(struct Slot *S) {
  S->Called += 1; // MARK: CALLED
  getppid();      // MARK: CALLED
}
static void *work(void *P) {
  for (;;) {
    for (int I = 0; I < 200; ++I)
      call(P); // MARK: CALLED
    tight(P, 1000000);
  }
  return 0;
}

int main(int Argc, char **Argv) {
  int File = open(Argv[1], O_RDWR), Threads = atoi(Argv[Argc - 1]);
  struct Slot *Page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, File, 0);
  pthread_t T;
  for (int I = 1; I < Threads; ++I)
    pthread_create(&T, 0, work, Page + I);
  work(Page);
}
