/* progress.c - threads that count, and write how far they are to a shared page of their own: progress.c.tmp FILE. */
#include "../Unit.h"
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
HPI_UNIT(0x99, 8)

static volatile uint64_t *Progress;

static void *work(void *Index) {
  for (;;) {
    hit((int)(long)Index);
    ++Progress[(long)Index];
  }
}

int main(int Argc, char **Argv) {
  int Fd = open(Argv[Argc - 1], O_RDWR);
  Progress = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, Fd, 0);
  for (long I = 1; I < 8; ++I) {
    pthread_t Thread;
    pthread_create(&Thread, 0, work, (void *)I);
  }
  work(0);
}
