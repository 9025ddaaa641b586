// Where hpinstr.so stands without the file for this compiler, one sentence says so.
// RUN: rm -rf %t && mkdir -p %t && cp %plugin %t/
// RUN: not %clang -fplugin=%t/hpinstr.so -c %s -o %t/o 2>&1 | FileCheck %s
// CHECK: hpinstr: error: {{.*}}
// CHECK-NOT: undefined symbol
int main(void) { return 0; }
