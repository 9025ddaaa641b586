// Constructors and destructors of other objects and of this one count, before and after the runtime's own; vfork and
// what stays of a thread at exit do no harm.
// RUN: rm -rf %t.out && %clangxx -fPIC -shared -I%S/../../include -x c %S/Inputs/lib.c -x none %rt -o %t.so
// RUN: %clangxx -I%S -I%S/../../include -pthread %s %rt %t.so -o %t
// RUN: env HPINSTR_OUT=%t.out %t; test $? = 4
// RUN: %python %S/readhpi.py %t.out sums exit ended | FileCheck %s
// CHECK: files 1
// CHECK-NEXT: sums=early.cpp.tmp.so:0,2,0 early.cpp.tmp:1,1,1,1 exit=4 ended=1
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
extern "C" {
#include "Unit.h"
int pass(int);
}
HPI_UNIT(21, 4)

__attribute__((constructor(101))) static void first() {
  hit(0);
  pass(1);
}

struct Global {
  Global() { hit(1); }
  ~Global() {
    hit(2);
    pass(1);
  }
} Instance;

int main() {
  std::thread([] {
    for (;;)
      pause();
  }).detach();
  pid_t Child = vfork();
  if (Child == 0) {
    hit(3);
    _exit(0);
  }
  waitpid(Child, nullptr, 0);
  return 4;
}
