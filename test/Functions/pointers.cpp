// Calls through pointers and of virtual functions are known by their targets; what else is called (here implicit constructors,
// which have no probes) is counted as not known.
// RUN: for O in 0 2; do rm -rf %t.out && %clangxx_hp -fplugin-arg-hpinstr-edges=on -O$O %s -o %t && env HPINSTR_OUT=%t.out %t || exit 1; \
// RUN:   %hpinstr report --callers --sort hits --file pointers.cpp %t.out | sed 's|/[^ ]*/||' | FileCheck %s || exit 1; \
// RUN:   %hpinstr report --callees --function main %t.out | sed 's|/[^ ]*/||' | FileCheck %s --check-prefix=CALLEES || exit 1; done
struct Base {
  virtual int get() { return 1; }
};
struct Derived : Base {
  int get() override { return 2; }
};
static int free1() { return 3; }
static int free2() { return 5; }
static int (*volatile Table[])() = {free1, free2};
__attribute__((noinline)) static int throughPointer(int N) { return Table[N % 2](); }
int main() {
  Derived D;
  Base B, *Both[] = {&B, &D};
  int (*volatile Pointer)() = free1;
  int Sum = free1() + throughPointer(2);
  for (int I = 0; I < 6; ++I)
    Sum += Both[I % 2]->get() + Pointer();
  return Sum == 3 + 3 + 9 + 18 ? 0 : 1;
}
// CHECK-DAG: pointers.cpp:{{.*}}(Base::get()) was called by{{[[:space:]]+}}3 {{.*}}pointers.cpp:{{[0-9]+}}(main)
// CHECK-DAG: pointers.cpp:{{.*}}(Derived::get()) was called by{{[[:space:]]+}}3 {{.*}}pointers.cpp:{{[0-9]+}}(main)
// CHECK-DAG: pointers.cpp:{{.*}}(free1()) was called by{{[[:space:]]+}}7 {{.*}}pointers.cpp:{{[0-9]+}}(main){{[[:space:]]+}}1 {{.*}}pointers.cpp:{{[0-9]+}}(throughPointer(int))
// CALLEES: (main) called
// CALLEES-DAG: {{^ +}}3 {{.*}}pointers.cpp:{{[0-9]+}}(Base::get())
// CALLEES-DAG: {{^ +}}3 {{.*}}pointers.cpp:{{[0-9]+}}(Derived::get())
// CALLEES-DAG: {{^ +}}7 {{.*}}pointers.cpp:{{[0-9]+}}(free1())
// CALLEES-DAG: {{^ +}}1 {{.*}}pointers.cpp:{{[0-9]+}}(throughPointer(int))
