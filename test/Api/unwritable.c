// Where there is no report the calls change nothing, and the program is as it was.
// RUN: %clang_hp -O1 -I%source/include %S/Inputs/all.c -o %t
// RUN: touch %t.file && env HPINSTR_OUT=%t.file/none %t 2> %t.err && FileCheck %s < %t.err
// CHECK: hpinstr: warning: {{.*}}counts of this process are not written
// CHECK-NOT: hpinstr
