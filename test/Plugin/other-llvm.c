// A compiler of another LLVM gets one sentence that names both versions, and no loader error.
// RUN: %clang -rdynamic %s -o %t
// RUN: not %t %plugin > %t.out 2>&1
// RUN: FileCheck --match-full-lines %s < %t.out && test $(wc -l < %t.out) = 1
// CHECK: hpinstr: error: this plugin serves LLVM {{[0-9]+ and [0-9]+}}, and the program that loads it is LLVM 99; use a compiler of one of these versions

#include <dlfcn.h>
#include <stdio.h>

void LLVMGetVersion(unsigned *Major, unsigned *Minor, unsigned *Patch) {
  *Major = 99;
  *Minor = *Patch = 0;
}
int main(int Count, char **Arguments) {
  (void)Count;
  if (!dlopen(Arguments[1], RTLD_NOW))
    puts(dlerror());
  return 0;
}
