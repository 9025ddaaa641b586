// Two copies of a shared object loaded at once are two objects; fork takes both along.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include %s %rt -o %t
// RUN: %clang -fPIC -shared -I%S/../../include %S/Inputs/lib.c %rt -o %t.a.so && cp %t.a.so %t.b.so
// RUN: env HPINSTR_OUT=%t.out %t %t.a.so %t.b.so && %python %S/readhpi.py %t.out sums | FileCheck %s
// CHECK: files 2
// CHECK-NEXT: sums=dlopen-twice.c.tmp:1 dlopen-twice.c.tmp.a.so:0,9,0 dlopen-twice.c.tmp.b.so:0,9,0
// CHECK-NEXT: sums=dlopen-twice.c.tmp:1 dlopen-twice.c.tmp.a.so:0,5,0 dlopen-twice.c.tmp.b.so:0,5,0
#include "Unit.h"
#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>
HPI_UNIT(4, 1)

int main(int Argc, char **Argv) {
  int (*Pass[2])(int);
  for (int I = 0; I < Argc - 1; ++I) {
    void *Handle = dlopen(Argv[I + 1], RTLD_NOW);
    Pass[I] = (int (*)(int))dlsym(Handle, "pass");
    Pass[I](4);
  }
  pid_t Child = fork();
  hit(0);
  Pass[0](5);
  Pass[1](5);
  int Status = 0;
  if (Child)
    waitpid(Child, &Status, 0);
  return Status;
}
