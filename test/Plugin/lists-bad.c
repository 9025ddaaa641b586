// A list that is missing or malformed is an error that names the option, the file and the line.
// RUN: rm -rf %t && mkdir -p %t && printf 'src:*\nbogus\n' > %t/list && echo 'fun:[' > %t/glob
// RUN: not %clang_hp -fplugin-arg-hpinstr-deny=%t/none -c %s -o %t/o 2>&1 | FileCheck %s --check-prefix=MISSING
// RUN: not %clang_hp -fplugin-arg-hpinstr-allow=%t/list -c %s -o %t/o 2>&1 | FileCheck %s --check-prefix=MALFORMED
// RUN: not %clang_hp -fplugin-arg-hpinstr-allow=%t/glob -c %s -o %t/o 2>&1 | FileCheck %s --check-prefix=GLOB
// RUN: test ! -e %t/o

// MISSING: error: hpinstr: deny: can't open file '{{.*}}none': No such file or directory
// MALFORMED: error: hpinstr: allow: error parsing file '{{.*}}list': malformed line 2: 'bogus'
// GLOB: error: hpinstr: allow: error parsing file '{{.*}}glob': malformed {{.*}}line 1: '['
int main(void) { return 0; }
