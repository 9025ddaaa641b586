// All counts between two labels belong to the first; one that comes again goes on; none is lost, in any file.
// RUN: rm -rf %t.out && %clangxx_hp -O2 -I%source/include %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: for L in one two "with, comma" ""; do echo "label [$L]"; %hpinstr export --format tsv --label "$L" %t.out | cut -f 2-; done | FileCheck %s
// RUN: %hpinstr merge -o %t.merged %t.out && %hpinstr merge -o %t.again %t.merged && cmp %t.merged %t.again
// RUN: for L in one two "with, comma" ""; do echo "label [$L]"; %hpinstr export --format tsv --label "$L" %t.again | cut -f 2-; done | FileCheck %s
// RUN: %hpinstr export --format tsv %t.out | cut -f 2- | FileCheck %s --check-prefix=ALL
// RUN: not %hpinstr report --label other %t.out 2>&1 | FileCheck %s --check-prefix=OTHER
// RUN: %hpinstr report --per-label --function work %t.out | FileCheck %s --check-prefix=EACH
#include <hpinstr/hpinstr.h>
static volatile int Sink;
__attribute__((noinline)) static void work(int Times) {
  for (int I = 0; I < Times; ++I)
    Sink = Sink + I;
}
int main() {
  work(1);
  for (int Round = 0; Round < 3; ++Round) {
    hpinstr_label("one");
    work(10);
    hpinstr_label("two");
    work(100);
    hpinstr_stop();
    work(7);
    hpinstr_label("with, comma");
    work(7);
    hpinstr_start();
    work(1000);
  }
  hpinstr_label("");
  work(1);
}
// CHECK:      label [one]
// CHECK-NEXT: 11{{.}}3
// CHECK-NEXT: 12{{.}}33
// CHECK-NEXT: 13{{.}}30
// CHECK:      label [two]
// CHECK-NEXT: 11{{.}}3
// CHECK-NEXT: 12{{.}}303
// CHECK-NEXT: 13{{.}}300
// CHECK:      label [with, comma]
// CHECK-NEXT: 11{{.}}3
// CHECK-NEXT: 12{{.}}3003
// CHECK-NEXT: 13{{.}}3000
// CHECK:      label []
// CHECK-NEXT: 11{{.}}2
// CHECK-NEXT: 12{{.}}4
// CHECK-NEXT: 13{{.}}2
// ALL:      11{{.}}11
// ALL-NEXT: 12{{.}}3343
// ALL-NEXT: 13{{.}}3332
// OTHER: --label=other: expected a label of the reports, found one, two, with, comma; hpinstr_label() sets one
// EACH: Label: one
// EACH: Calls: 3
// EACH: Label: two
// EACH: Calls: 3
// EACH: Label: with, comma
// EACH: Calls: 3
// EACH: Without a label
// EACH: Calls: 2
