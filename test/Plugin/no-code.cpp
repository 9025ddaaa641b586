// Where no code is generated, or none is optimised, the flag changes nothing.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -fsyntax-only %s 2>&1 | count 0
// RUN: %clangxx -E %s -o %t/a.ii && %clangxx_hp -E %s -o %t/b.ii && cmp %t/a.ii %t/b.ii
// RUN: %clangxx -emit-ast %s -o %t/a.ast && %clangxx_hp -emit-ast %s -o %t/b.ast
// RUN: not grep -c __hpi_mark %t/b.ast
// RUN: %clangxx_hp -x c++-header %s -o %t/b.pch && not grep -c __hpi_mark %t/b.pch
// RUN: %clangxx_hp --analyze %s -o %t/plist 2>&1 | count 0
// RUN: %clangxx -S -emit-llvm -O1 -Xclang -disable-llvm-passes %s -o %t/a.ll
// RUN: %clangxx_hp -S -emit-llvm -O1 -Xclang -disable-llvm-passes %s -o %t/b.ll && cmp %t/a.ll %t/b.ll
// RUN: %clangxx_hp -c -x ir %t/a.ll -o %t/c.o && not grep -c __hpi_ %t/c.o
// RUN: %clangxx -c -emit-llvm %s -o %t/a.bc && %clangxx_hp -c %t/a.bc -o %t/d.o && not grep -c __hpi_ %t/d.o
// RUN: %clangxx_hp -c %s -o %t/e.o && grep -c __hpi_ %t/e.o

template <class T> T twice(T X) {
  return X + X;
}
int main() {
  for (int I = 0; I < 2; ++I)
    if (twice(I) > 2)
      return 1;
  return 0;
}
