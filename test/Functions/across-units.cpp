// Virtual calls, thunks, pointers to functions and to members are counted by caller and callee across units, shared
// objects, optimisation levels and LTO.
// RUN: rm -rf %t.d && mkdir %t.d && cd %t.d && FLAGS="-fplugin-arg-hpinstr-edges=on -I%S/Inputs"
// RUN: for O in 0 1 2 3; do %clangxx_hp $FLAGS -O$O %s %S/Inputs/shapes.cpp -o p$O || exit 1; done
// RUN: %clangxx_hp $FLAGS -O2 -flto=thin %lld %s %S/Inputs/shapes.cpp -o pthin && %clangxx_hp $FLAGS -O2 -flto %lld %s %S/Inputs/shapes.cpp -o plto
// RUN: %clangxx_hp $FLAGS -O1 -fPIC -shared %S/Inputs/shapes.cpp -o libshapes.so && %clangxx_hp $FLAGS -O2 %s ./libshapes.so -o pso
// RUN: %clangxx_hp $FLAGS -O2 -fno-pie -no-pie %s ./libshapes.so -o pnopie
// RUN: for L in lld mold bfd; do %clangxx_hp $FLAGS -O2 -ffunction-sections -Wl,--gc-sections -fuse-ld=$L %s %S/Inputs/shapes.cpp -o p$L || exit 1; done
// RUN: for P in p0 p1 p2 p3 pthin plto pso pnopie plld pmold pbfd; do env HPINSTR_OUT=o$P ./$P && bash %S/Inputs/callers.sh %hpinstr o$P > $P.txt && \
// RUN:   FileCheck --implicit-check-not='{{.}}' %s < $P.txt || { echo $P; cat $P.txt; exit 1; }; done
#include "shapes.h"
__attribute__((noinline)) static int callGet(Base *B) { return B->get(); }
__attribute__((noinline)) static int callMore(Other *O) { return O->more(); }
int main() {
  Base *Both[] = {make(0), make(1)};
  int (Base::*Member)() = &Base::get;
  int Sum = repeat(plus, 5);
  for (int I = 0; I < 10; ++I)
    Sum += callGet(Both[I % 2]) + callMore(static_cast<Derived *>(Both[1]));
  for (int I = 0; I < 9; ++I)
    Sum += Table[I % 3 == 0](I) + (Both[1]->*Member)();
  delete Both[0];
  delete Both[1];
  return Sum < 0;
}
// CHECK:      ? > main 1
// CHECK-NEXT: Derived::~Derived() > Base::~Base() 1
// CHECK-NEXT: callGet(Base*) > Base::get() 5
// CHECK-NEXT: callGet(Base*) > Derived::get() 5
// CHECK-NEXT: callMore(Other*) > Derived::more() 10
// CHECK-NEXT: main > Base::~Base() 1
// CHECK-NEXT: main > Derived::get() 9
// CHECK-NEXT: main > Derived::~Derived() 1
// CHECK-NEXT: main > callGet(Base*) 10
// CHECK-NEXT: main > callMore(Other*) 10
// CHECK-NEXT: main > make(int) 2
// CHECK-NEXT: main > minus(int) 3
// CHECK-NEXT: main > plus(int) 6
// CHECK-NEXT: main > repeat(int (*)(int), int) 1
// CHECK-NEXT: repeat(int (*)(int), int) > plus(int) 5
