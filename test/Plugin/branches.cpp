// Branches follow from numbers that are there: the outcomes of conditions without calls, summed over instantiations.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o %t/p
// RUN: %hpinstr export --format lcov %t/o | FileCheck %s

// CHECK: BRDA:9,0,0,2
// CHECK-NEXT: BRDA:9,0,1,2
template <typename T> T pick(T X) {
  if (X > 2)
    return X;
  return -X;
}
int volatile Limit = 5;
static bool ask(int I) { return I < Limit; }

int main() {
  int S = 0;
  // CHECK-NEXT: BRDA:[[#@LINE+2]],0,0,10
  // CHECK-NEXT: BRDA:[[#@LINE+1]],0,1,1
  for (int I = 0; I < 10; ++I)
    S += I;
  // A call might not come back: nothing is said.
  // CHECK-NOT: BRDA:[[#@LINE+1]],
  if (ask(S))
    S = 1;
  S += pick(1) + pick(3) + int(pick(4.0)) + int(pick(0.5));
  return S == 0;
}
