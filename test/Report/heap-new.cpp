// The type of a `new` expression: recorded by the plugin, found by the place of the call, of each instantiation its own.
// RUN: env HPI_PLAIN=%clang bash %S/Inputs/fakeheap.sh "%clangxx_hp -O0" %s %t
// RUN: %hpinstr report --types %t.out | FileCheck %s
// RUN: env HPI_PLAIN=%clang bash %S/Inputs/fakeheap.sh "%clangxx_hp -O2" %s %t
// RUN: %hpinstr report --types %t.out | FileCheck %s
#include "fakeheap.h"
#include <new>

namespace shapes {
struct Circle {
  double Radius = 1;
};
template <typename T> struct Box {
  T Value;
};
} // namespace shapes

using Alias = shapes::Box<int>;
#define MAKE(T) (new T)

template <typename T> inline T *build() {
  return new T();
}

template <typename T> __attribute__((noinline)) T *make() {
  return new T();
}

const void *volatile Keep;
struct Holder {
  shapes::Circle *Member = new shapes::Circle;
  int *Other;
  Holder() : Other(new int(3)) {}
};

int main() {
  Keep = new shapes::Circle;
  Keep = new Alias;
  Keep = make<shapes::Circle>();
  Keep = make<char>();
  Keep = build<double>();
  Keep = build<unsigned char>();
  Keep = new const long[10]();
  Keep = MAKE(short);
  Keep = [] { return new float(1); }();
  for (int I = 0; I < 2; ++I)
    Keep = I ? new Alias() : nullptr;
  Holder H;
  Keep = H.Member;
  Keep = H.Other;
  alignas(long) char Room[8];
  Keep = new (Room) long(1);
}

// CHECK: live bytes    blocks   all bytes    blocks  type
// CHECK-NEXT: {{^ +}}80         1          80         1  long[]
// CHECK-NEXT: {{^ +}}24         3          24         3  shapes::Circle
// CHECK-DAG: {{^ +}}8         1           8         1  double
// CHECK-DAG: {{^ +}}8         2           8         2  shapes::Box<int>
// CHECK-DAG: {{^ +}}4         1           4         1  int
// CHECK-DAG: {{^ +}}4         1           4         1  float
// CHECK-DAG: {{^ +}}2         1           2         1  short
// CHECK-DAG: {{^ +}}1         1           1         1  char
// CHECK-DAG: {{^ +}}1         1           1         1  unsigned char
// CHECK-NOT: unknown
// CHECK: Heap: 12 allocs of 132 bytes
