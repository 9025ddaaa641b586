// What instantiations that call one another allocate counts once in the total of their common table; merged, too.
// RUN: rm -rf %t.out && %clangxx_hp -O1 %s -o %t && env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=sampler=none %t
// RUN: %hpinstr report --functions %t.out | FileCheck %s
// RUN: %hpinstr merge -o %t.merged %t.out && %hpinstr report --functions %t.merged | FileCheck %s
// CHECK: ncalls {{.*}} allocs bytes
// CHECK: 3 3 30 {{.*}}(grow{{(<...>)?}})
// CHECK: 1 3 30 {{.*}}(main)
#include <stdlib.h>
template <int N> __attribute__((noinline)) void grow(void *volatile *Blocks) {
  Blocks[N] = malloc(10);
  if constexpr (N > 0)
    grow<N - 1>(Blocks);
}
int main() {
  void *volatile Blocks[3];
  grow<2>(Blocks);
  for (int I = 0; I < 3; ++I)
    free(Blocks[I]);
}
