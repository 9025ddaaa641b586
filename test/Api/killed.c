// What was counted, stopped and labelled holds also where the process is killed.
// RUN: rm -rf %t.out && %clang_hp -O1 -I%source/include %s -o %t
// RUN: env HPINSTR_OUT=%t.out sh -c '(%t) 2>/dev/null'; for L in first second; do %hpinstr export --format tsv --label $L %t.out | cut -f 2-; done | FileCheck %s
#include <hpinstr/hpinstr.h>
#include <signal.h>
static volatile int Sink;
int main(void) {
  hpinstr_label("first");
  Sink = 1;
  hpinstr_label("second");
  Sink = 2;
  hpinstr_stop();
  Sink = 3;
  raise(SIGKILL);
}
// CHECK:      8{{.}}0
// CHECK-NEXT: 9{{.}}1
// CHECK-NEXT: 10{{.}}1
// CHECK-NEXT: 11{{.}}0
// CHECK:      10{{.}}0
// CHECK-NEXT: 11{{.}}1
// CHECK-NEXT: 12{{.}}1
// CHECK-NEXT: 13{{.}}0
