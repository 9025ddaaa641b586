// Sampled time belongs to the label that was current; that of all labels and of none is all of it.
// RUN: rm -rf %t.out && %clang_hp -O2 -I%S/../../include %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr report --label parse %t.out | FileCheck %s --check-prefix=PARSE
// RUN: %hpinstr report --label print %t.out | FileCheck %s --check-prefix=PRINT
// RUN: %hpinstr report --label "" %t.out | FileCheck %s --check-prefix=NONE
// RUN: %hpinstr export --format json %t.out -o %t.json
// RUN: %python %S/../Time/Inputs/lines.py %t.json %s 'abs(one.total - 300e6) < 50e6' 'abs(two.total - 300e6) < 50e6' \
// RUN:   'abs(three.total - 300e6) < 50e6' 'unattributed < 0.1 * cpu' 'sampled < cpu'
// PARSE: 1 {{ *[1-9][0-9.]+ .*}} burn(300); // one
// PARSE-NOT: {{[0-9]\.[0-9].*}} burn(300); // t
// PRINT: 1 {{ *[1-9][0-9.]+ .*}} burn(300); // two
// PRINT-NOT: {{[0-9]\.[0-9].*}} burn(300); // three
// NONE-NOT: {{[0-9]\.[0-9].*}} burn(300); // two
// NONE: 1 {{ *[1-9][0-9.]+ .*}} burn(300); // three
#include "../Time/Inputs/burn.h"
#include "hpinstr/hpinstr.h"

int main(void) {
  hpinstr_label("parse");
  burn(300); // one
  hpinstr_label("print");
  burn(300); // two
  hpinstr_label("");
  burn(300); // three
  return 0;
}
