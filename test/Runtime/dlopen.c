// A shared object loaded a thousand times, beside a program with probes of its own: one file, one OBJECT for it, its
// blocks reused, no descriptor left open.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include %s %rt -o %t
// RUN: %clang -fPIC -shared -I%S/../../include %S/Inputs/lib.c %rt -o %t.so
// RUN: env HPINSTR_OUT=%t.out %t %t.so 1000 && %python %S/readhpi.py %t.out sums objects blocks size | FileCheck %s
// CHECK: files 1
// CHECK-NEXT: sums=dlopen.c.tmp:1000 dlopen.c.tmp.so:0,3000,0 objects=dlopen.c.tmp:0:1 dlopen.c.tmp.so:1:1 blocks=2 size={{[0-9]{6}$}}
#include "Unit.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
HPI_UNIT(4, 1)

int main(int Argc, char **Argv) {
  int Lowest = dup(0);
  for (int I = atoi(Argv[Argc - 1]); I; --I) {
    hit(0);
    void *Handle = dlopen(Argv[1], RTLD_NOW);
    int (*Pass)(int) = Handle ? (int (*)(int))dlsym(Handle, "pass") : 0;
    if (!Pass || Pass(3) != 3 || dlclose(Handle))
      return 1;
  }
  return dup(0) == Lowest + 1 ? 0 : 2;
}
