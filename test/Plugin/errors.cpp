// A source with errors gives the same diagnostics and exit status as without the flag.
// RUN: not %clangxx -std=c++20 -c %s -o %t.o 2> %t.plain
// RUN: not %clangxx_hp -std=c++20 -c %s -o %t.o 2> %t.flag
// RUN: cmp %t.plain %t.flag && grep -c error: %t.flag
// RUN: not %clangxx_hp -std=c++20 -O2 -ferror-limit=1 -c %s -o %t.o 2>&1 | FileCheck %s
// CHECK: error:
// CHECK-NOT: PLEASE submit a bug report

struct Member {
  int f() { return x; }
  Undefined U;
};
template <class T> T noMember(T X) { return X.nope(); }
int loops() {
  for (int I = 0; I < ; ++I) {
  }
  while ({}) return noMember(1);
}
int lambda() {
  auto L = [](int X) { return undeclared(X); };
  return L(1) ? : 2;
}
constexpr int divide(int X) { return 1 / X; }
static_assert(divide(0) == 1);
int Bound[divide(0)];
void statements() {
  if (int X = ) ;
  switch (y) { case 1: case 1: ; }
  try { }
}
int unfinished() { return 1
