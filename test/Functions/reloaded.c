// Objects that come and go, at one address or another: a pointer's target is the function that was there at the time.
// RUN: rm -rf %t.d && mkdir %t.d && cd %t.d
// RUN: for N in one two; do %clang_hp -fplugin-arg-hpinstr-edges=on -O1 -fPIC -shared -DNAME=$N %S/Inputs/loaded.c -o $N.so || exit 1; done
// RUN: %clang -O1 -fPIC -shared -DNAME=plain %S/Inputs/loaded.c -o plain.so
// RUN: %clang_hp -fplugin-arg-hpinstr-edges=on -O1 %s -o p && env HPINSTR_OUT=o ./p && bash %S/Inputs/callers.sh %hpinstr o | FileCheck %s
#include <dlfcn.h>
static int run(const char *Path, int Times) {
  void *Handle = dlopen(Path, RTLD_NOW | RTLD_LOCAL);
  int (*Entry)(int) = (int (*)(int))dlsym(Handle, "entry");
  int Sum = 0;
  for (int I = 0; I < Times; ++I)
    Sum += Entry(I);
  dlclose(Handle);
  return Sum;
}
int main(void) {
  for (int Round = 0; Round < 20; ++Round)
    if (run("./one.so", 3) + run("./plain.so", 11) + run("./two.so", 5) + run("./one.so", 1) < 0)
      return 1;
  return 0;
}
// CHECK:      ? > main 1
// CHECK-NEXT: entry > one 80
// CHECK-NEXT: entry > two 100
// CHECK-NEXT: main > run 80
// CHECK-NEXT: run > entry 180
