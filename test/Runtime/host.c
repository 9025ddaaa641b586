// Hosts that change what is around them: descriptors closed, another directory, a root without files, no rights.
// RUN: rm -rf %t.d && mkdir -p %t.d/run && %clang -I%S -I%S/../../include -pthread %s %rt -o %t
// RUN: cd %t.d/run && %t close && %t chdir && %t root 2>&1 | count 0
// RUN: %python %S/readhpi.py %t.d/run/hpinstr.out | FileCheck %s
// CHECK: files 3
// CHECK-COUNT-3: sums=host.c.tmp:11
#define _GNU_SOURCE
#include "Unit.h"
#include <pthread.h>
#include <string.h>
#include <unistd.h>
HPI_UNIT(10, 1)

static void *work(void *Unused) {
  hit(0);
  usleep(20000);
  return Unused;
}

int main(int Argc, char **Argv) {
  const char *Mode = Argc > 1 ? Argv[1] : "";
  if (!strcmp(Mode, "close"))
    for (int I = 0; I < 1024; ++I)
      close(I);
  if (!strcmp(Mode, "chdir") && chdir("/"))
    return 1;
  if (!strcmp(Mode, "root") && geteuid() == 0 && (chroot("/proc/self/fdinfo") || setgid(65534) || setuid(65534)))
    return 2;
  pthread_t Threads[10];
  for (int I = 0; I < 10; ++I)
    pthread_create(&Threads[I], 0, work, 0);
  for (int I = 0; I < 10; ++I)
    pthread_join(Threads[I], 0);
  hit(0);
}
