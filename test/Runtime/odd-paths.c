// A newline, blanks and bytes that are no UTF-8 in paths: the end of the process is seen, its code found, no text broken.
// RUN: rm -rf %t.d && mkdir -p "%t.d/a b$(printf '\nc\377')" && cd %t.d/a*
// RUN: %clang_hp -O1 %s -o 'p q' && ./'p q'
// RUN: %hpinstr report > report 2> errors && count 0 < errors
// RUN: FileCheck %s < report
// CHECK: Process: pid {{[0-9]+}}, exit status 0: ./p q
// CHECK: 1 4000
// RUN: %hpinstr export --format=json | %python -c 'import json, sys; print(json.load(sys.stdin)["runs"][0]["exit"])' | FileCheck %s --check-prefix=JSON
// JSON: 0
#include <stdlib.h>
int main(void) {
  void *volatile Block = malloc(4000);
  free(Block);
  return 0;
}
