// The flag given twice counts once; a second copy of the plugin is refused.
// RUN: rm -rf %t && mkdir -p %t/copy
// RUN: %clang_hp %hp %s -o %t/p && env HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s
// RUN: cp %build/lib/hpinstr*.so %t/copy
// RUN: not %clang_hp -fplugin=%t/copy/hpinstr.so -c %s -o %t/o 2>&1 | FileCheck %s
// CHECK: error: hpinstr: the plugin is loaded from two files; give -fplugin=hpinstr.so once

int main(void) {
  int N = 0;                  // HITS: 1
  for (int I = 0; I < 3; ++I) // HITS: 4
    N += I;                   // HITS: 3
  return N != 3;              // HITS: 1
}
