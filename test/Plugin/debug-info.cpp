// Debug information stays valid, split or not, optimised or not, and the program's own lines keep their places.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for F in '-g -O0' '-g -O2' '-gdwarf-4 -O1' '-gline-tables-only -O2'; do \
// RUN:   %clangxx_hp $F %s -o p && llvm-dwarfdump --verify --quiet p && env HPINSTR_OUT=%t/out ./p || exit 1; done
// RUN: %clangxx_hp -g -gsplit-dwarf -c %s -o o.o && llvm-dwarfdump --verify --quiet o.o && test -s o.dwo
// RUN: %clangxx_hp -g -O0 -c %s -o o.o && llvm-dwarfdump --debug-line o.o | FileCheck %s
// CHECK: {{^0x[0-9a-f]+ +}}[[@LINE+3]] {{ *[0-9]+ +[0-9]+.*}} is_stmt
template <class T> T twice(T X) {
  T Y = X;
  return X + Y;
}
int main() {
  int S = 0;
  for (int I = 0; I < 3; ++I)
    S += twice(I);
  return S != 6;
}
