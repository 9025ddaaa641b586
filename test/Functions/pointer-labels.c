// Calls through pointers belong to labels, and a reset takes them back, as all counts.
// RUN: rm -rf %t.out && %clang_hp -fplugin-arg-hpinstr-edges=on -I%source/include -O2 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr merge -o %t.merged %t.out
// RUN: for R in %t.out %t.merged; do for L in one two ""; do echo "label [$L]"; %hpinstr report --callers --label "$L" $R; done | FileCheck %s || exit 1; done
#include <hpinstr/hpinstr.h>
static int work(int N) { return N; }
static int (*volatile Pointer)(int) = work;
static void run(int Times) {
  for (int I = 0; I < Times; ++I)
    Pointer(I);
}
int main(void) {
  run(1000);
  hpinstr_reset();
  run(2);
  hpinstr_label("one");
  run(30);
  hpinstr_label("two");
  run(400);
  return 0;
}
// CHECK: label [one]
// CHECK: (work) was called by
// CHECK-NEXT: {{^ +}}30 {{.*}}(run)
// CHECK: label [two]
// CHECK: (work) was called by
// CHECK-NEXT: {{^ +}}400 {{.*}}(run)
// CHECK: label []
// CHECK: (work) was called by
// CHECK-NEXT: {{^ +}}2 {{.*}}(run)
