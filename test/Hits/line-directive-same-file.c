// A #line without a file name moves the lines that follow; two statements on one such line make one row.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clang_hp -O0 a.c -o p && env HPINSTR_OUT=%t/o0 ./p
// RUN: %hpinstr export --format tsv %t/o0 | FileCheck %s
// RUN: cd %t && %clang_hp -O2 a.c -o p && env HPINSTR_OUT=%t/o2 ./p
// RUN: %hpinstr export --format tsv %t/o2 | FileCheck %s
// CHECK-NOT: a.c{{[[:space:]]}}
// CHECK: a.c{{[[:space:]]+}}1{{[[:space:]]+}}1{{$}}
// CHECK-NEXT: a.c{{[[:space:]]+}}100{{[[:space:]]+}}1{{$}}
// CHECK-NEXT: a.c{{[[:space:]]+}}101{{[[:space:]]+}}6{{$}}
// CHECK-NEXT: a.c{{[[:space:]]+}}102{{[[:space:]]+}}5{{$}}
// CHECK-NEXT: a.c{{[[:space:]]+}}200{{[[:space:]]+}}1{{$}}
// CHECK-NOT: a.c{{[[:space:]]}}

//--- a.c
int main(void) {
#line 100
  int S = 0;
  for (int I = 0; I < 5; ++I)
    S += I;
#line 200
  return S != 10;
}
