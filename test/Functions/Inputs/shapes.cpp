#include "shapes.h"

int Base::get() { return 1; }
Base::~Base() {}
int Derived::get() { return 2; }
int Derived::more() { return 3; }
Derived::~Derived() {}
int plus(int N) { return N + 1; }
int minus(int N) { return N - 1; }
int (*Table[2])(int) = {plus, minus};
Base *make(int N) { return N ? new Derived : new Base; }
int repeat(int (*F)(int), int N) {
  int Sum = 0;
  for (int I = 0; I < N; ++I)
    Sum += F(I);
  return Sum;
}
