// Threads that start, fork and load objects at once, where reports can be written and where not: nobody waits for
// a lock of a thread that fork left behind, and no child writes to its parent's counts.
// RUN: rm -rf %t.out && %clang -O1 -I%S -I%S/../../include -pthread %s %rt -o %t
// RUN: %clang -fPIC -shared -I%S/../../include %S/Inputs/lib.c %rt -o %t.so
// RUN: env HPINSTR_OUT=%t.out timeout 60 %t %t.so && %python %S/readhpi.py %t.out > %t.txt
// RUN: grep -c 'fork-storm.c.tmp:1,' %t.txt | FileCheck %s --check-prefix=CHILDREN
// RUN: grep -c 'fork-storm.c.tmp:0,100,' %t.txt | FileCheck %s --check-prefix=PARENT
// RUN: env HPINSTR_OUT=/proc/no timeout 60 %t %t.so 2>&1 | count 1
// CHILDREN: {{^}}100{{$}}
// PARENT: {{^}}1{{$}}
#include "Unit.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
HPI_UNIT(12, 3)

static void *start(void *Unused) {
  hit(2);
  return Unused;
}

static void *work(void *Path) {
  for (int I = 0; I < 25; ++I) {
    pthread_t Thread;
    hit(1);
    pthread_create(&Thread, 0, start, 0);
    pid_t Child = fork();
    if (Child == 0) {
      hit(0);
      _exit(0);
    }
    void *Handle = dlopen(Path, RTLD_NOW);
    ((int (*)(int))dlsym(Handle, "pass"))(1);
    dlclose(Handle);
    int Status = 1;
    if (waitpid(Child, &Status, 0) != Child || Status || pthread_join(Thread, 0))
      abort();
  }
  return 0;
}

int main(int Argc, char **Argv) {
  pthread_t Threads[4];
  for (int I = 0; I < 4; ++I)
    pthread_create(&Threads[I], 0, work, Argv[Argc - 1]);
  for (int I = 0; I < 4; ++I)
    pthread_join(Threads[I], 0);
}
