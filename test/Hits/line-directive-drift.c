// Of lines that #line gives one number, the one nearest behind a #line counts, as in what Cython makes; a function
// reaches to its last line, wherever #line has put its brace.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clang_hp -O1 a.c -o p && env HPINSTR_OUT=%t/out ./p
// RUN: %hpinstr export --format tsv %t/out | FileCheck %s
// CHECK: a.pyx{{[[:space:]]+}}2{{[[:space:]]+}}1{{$}}
// CHECK-NEXT: a.pyx{{[[:space:]]+}}3{{[[:space:]]+}}6{{$}}
// CHECK-NEXT: a.pyx{{[[:space:]]+}}4{{[[:space:]]+}}5{{$}}
// CHECK-NEXT: a.pyx{{[[:space:]]+}}5{{[[:space:]]+}}1{{$}}
// RUN: %hpinstr report --function wor %t/out | FileCheck %s --check-prefix=TABLE
// TABLE: Calls: 1 of work
// TABLE-NEXT: Calls: 1 of wrapper
// TABLE: 2 1 def work
// TABLE: 4 5 s += i
// TABLE: 5 1 return s
//--- a.pyx

def work(n):
  for i in range(n):
    s += i
  return s
//--- a.c
#line 2 "a.pyx"
static int work(int N) {
  int S = 0, I;
#line 3 "a.pyx"
  for (I = 0; I < N;
    I = I + 1) {
#line 4 "a.pyx"
    S += I;
#line 3 "a.pyx"
  }
  S = S + 0;
  S = S + 0;
#line 5 "a.pyx"
  return S;
#line 2 "a.pyx"
}
#line 2 "a.pyx"
static int wrapper(int N) { return work(N); }
#line 100 "a.c"
int main(void) { return wrapper(5) != 10; }
