// An instrumented object defines no symbol of ours that is a C identifier: libtool declares each such one as a variable, and
// what then does not link makes it believe that it cannot read symbol tables.
// RUN: %clang_hp -c %s -o %t.o
// RUN: nm %t.o | sed -n 's/^.* \([ABCDGIRSTVW]\) \([_A-Za-z][_A-Za-z0-9]*\)$/extern char \2;/p' | sort > %t.names
// RUN: FileCheck %s < %t.names
// CHECK: extern char aFunction;
// CHECK-NEXT: extern char aVariable;
// CHECK-NOT: {{.}}
int aVariable = 1;
int aFunction(void) { return aVariable; }
