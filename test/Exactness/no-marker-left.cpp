// No marker is left in emitted bitcode at any level, nor at link time, and every emitted function verifies.
// RUN: rm -rf %t && mkdir -p %t
// RUN: for O in 0 1 2 3 s z; do %clangxx_hp -O$O -S -emit-llvm %s -o - || exit 1; done | FileCheck --implicit-check-not=__hpi_mark %s
// RUN: for O in 0 1 2 3; do %clangxx_hp -O$O -flto -c %s -o %t/o && llvm-dis %t/o -o - || exit 1; done | FileCheck --implicit-check-not=__hpi_mark %s
// RUN: for O in 0 1 2 3; do %clangxx_hp -O$O -flto=thin -c %s -o %t/o && llvm-dis %t/o -o - || exit 1; done | FileCheck --implicit-check-not=__hpi_mark %s
// RUN: for O in 0 2; do %clangxx_hp -O$O -c %s -o %t/o && llvm-nm %t/o || exit 1; done | FileCheck --check-prefix=OBJ --implicit-check-not=__hpi_mark %s
// CHECK: define {{.*}}@main
// OBJ: T main

static int step(int N) {
  if (N == 99)
    throw N;
  return N ? N + 1 : 0;
}

int main() {
  int S = 0;
  for (int I = 0; I < 100; ++I)
    try {
      S += step(I);
    } catch (int E) {
      S -= E;
    }
  return S == 0;
}
