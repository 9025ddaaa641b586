// A child goes on under its parent's label, stopped where the parent is; each process has its own labels from there on.
// RUN: rm -rf %t.out && %clang_hp -O1 -I%source/include %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: for L in parent child ""; do echo "label [$L]"; %hpinstr export --format tsv --label "$L" %t.out | grep '	12	' | cut -f 2-; done | FileCheck %s
#include <hpinstr/hpinstr.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int Sink;

__attribute__((noinline)) static void work(int Times) {
  for (int I = 0; I < Times; ++I)
    Sink = I;
}

static void child(void) {
  work(10);
  hpinstr_start();
  work(100);
  hpinstr_label("child");
  work(1000);
  _exit(0);
}

int main(void) {
  int Status;
  hpinstr_label("parent");
  work(1);
  if (fork() == 0)
    child();
  wait(&Status);
  hpinstr_stop();
  if (fork() == 0)
    child();
  wait(&Status);
  return Status;
}
// CHECK:      label [parent]
// CHECK-NEXT: 12{{.}}211
// CHECK:      label [child]
// CHECK-NEXT: 12{{.}}2000
// CHECK:      label []
// CHECK-NEXT: 12{{.}}0
