// Calls through pointers (12, and 2 of implicit constructors, which have no probes) and of virtual functions are counted; their targets show them as calls of callers not known.
// RUN: rm -rf %t.out && %clangxx_hp -fplugin-arg-hpinstr-edges=on -O0 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr report --callers --sort line %t.out | sed 's|/[^ ]*/||' | FileCheck %s
// RUN: %hpinstr report --callees --function main %t.out | sed 's|/[^ ]*/||' | FileCheck %s --check-prefix=CALLEES
struct Base {
  virtual int get() { return 1; }
};
struct Derived : Base {
  int get() override { return 2; }
};
static int free1() { return 3; }
int main() {
  Derived D;
  Base B, *Both[] = {&B, &D};
  int (*volatile Pointer)() = free1;
  int Sum = free1();
  for (int I = 0; I < 6; ++I)
    Sum += Both[I % 2]->get() + Pointer();
  return Sum == 3 + 9 + 18 ? 0 : 1;
}
// CHECK: pointers.cpp:6(Base::get()) was called by
// CHECK-NEXT: {{^ +}}3  (code without edges, or a call through a pointer)
// CHECK: pointers.cpp:9(Derived::get()) was called by
// CHECK-NEXT: {{^ +}}3  (code without edges, or a call through a pointer)
// CHECK: pointers.cpp:11(free1()) was called by
// CHECK-NEXT: {{^ +}}1  pointers.cpp:12(main)
// CHECK-NEXT: {{^ +}}6  (code without edges, or a call through a pointer)
// CALLEES: pointers.cpp:12(main) called
// CALLEES: {{^ +}}14  (code without probes, or calls through pointers)
