// -ffile-prefix-map and -fcoverage-prefix-map rename the paths of the report and leave no trace of the old ones.
// RUN: rm -rf %t && mkdir -p %t/tree && cp %s %t/tree/prefix-map.c && cd %t/tree
// RUN: for F in -ffile-prefix-map -fcoverage-prefix-map; do rm -rf %t/out; \
// RUN:   %clang_hp $F=%t/tree=/mapped prefix-map.c -o %t/p && env HPINSTR_OUT=%t/out %t/p && \
// RUN:   %hpinstr export --format tsv %t/out | FileCheck %s || exit 1; done
// RUN: %clang_hp -ffile-prefix-map=%t/tree=/mapped -c %t/tree/prefix-map.c -o %t/o
// RUN: not grep -c %t/tree %t/o
// CHECK: {{^}}/mapped/prefix-map.c	[[@LINE+1]]	1
int main(void) { return 0; }
