// Calls are counted by caller and callee: in loops, inlined, of constructors and lambdas, of another file, before and behind a throw.
// RUN: rm -rf %t.d && mkdir %t.d && cd %t.d
// RUN: for O in 0 1 2 3; do %clangxx_hp -fplugin-arg-hpinstr-edges=on -O$O %s %S/Inputs/other.cpp -o p$O && env HPINSTR_OUT=o$O ./p$O || exit 1; \
// RUN:   %hpinstr report --callers --sort line o$O | sed 's|/[^ ]*/||' > $O.txt; FileCheck %s < $O.txt && FileCheck %s --check-prefix=OTHER < $O.txt || exit 1; done
// RUN: %hpinstr export --format json o2 > json && %python %source/test/Report/Inputs/validate.py %source/docs/export-schema.json json
// RUN: %hpinstr report --callees --function main o2 | sed 's|/[^ ]*/||' | FileCheck %s --check-prefix=CALLEES
struct Thing {
  int Value;
  explicit Thing(int N);
};
int helper(int N);
static int leaf(int N) { return N * 2; }
static int twice(int N) { return leaf(N) + leaf(N + 1); }
static int thrower(int N) {
  if (N % 2)
    throw N;
  return N;
}
static int both(int N) { return leaf(thrower(N)); }
int main() {
  auto Lambda = [](int N) { return helper(N); };
  int Sum = 0;
  for (int I = 0; I < 10; ++I) {
    Sum += twice(I) + Lambda(I) + Thing(I).Value;
    try {
      Sum += both(I);
    } catch (int) {
      Sum += leaf(I);
    }
  }
  return Sum ? 0 : 1;
}
// CHECK: edges.cpp:12(leaf(int)) was called by
// CHECK-NEXT: {{^ +}}20 {{.*}}edges.cpp:13(twice(int))
// CHECK-DAG: {{^ +}}5 {{.*}}edges.cpp:19(both(int))
// CHECK-DAG: {{^ +}}5 {{.*}}edges.cpp:20(main)
// CHECK: edges.cpp:13(twice(int)) was called by
// CHECK-NEXT: {{^ +}}10 {{.*}}edges.cpp:20(main)
// CHECK: edges.cpp:14(thrower(int)) was called by
// CHECK-NEXT: {{^ +}}10 {{.*}}edges.cpp:19(both(int))
// CHECK: edges.cpp:20(main) was called by
// CHECK-NEXT: {{^ +}}1 {{.*}}(code without probes
// OTHER: other.cpp:7(Thing::Thing(int)) was called by
// OTHER-NEXT: {{^ +}}10 {{.*}}edges.cpp:20(main)
// OTHER: other.cpp:8(helper(int)) was called by
// OTHER-DAG: {{^ +}}10 {{.*}}edges.cpp:21(main::$_0::operator()(int) const)
// OTHER-DAG: {{^ +}}10 {{.*}}other.cpp:7(Thing::Thing(int))
// CALLEES: edges.cpp:20(main) called
// CALLEES-DAG: {{^ +}}10 {{.*}}edges.cpp:13(twice(int))
// CALLEES-DAG: {{^ +}}10 {{.*}}edges.cpp:21(main::$_0::operator()(int) const)
// CALLEES-DAG: {{^ +}}5 {{.*}}edges.cpp:12(leaf(int))
