// What the compiler makes before anything runs is there before anything runs with probes, too: what makes it has none.
// RUN: rm -rf %t && %rewrite --verbose -o %t/14 %s -- -std=c++17 2> %t.err && FileCheck %s < %t/14/static-objects.cpp
// RUN: FileCheck %s --check-prefix=REASON < %t.err
// RUN: %rewrite --quiet -o %t/20 %s -- -std=c++20 -DCONSTINIT=constinit
// RUN: cd %t && for S in 14 17 20; do g++ -std=c++$S -Wall -Wextra -Werror -S 14/static-objects.cpp -o $S.s && cat $S.s >> all.s || exit 1; done
// RUN: g++ -std=c++17 -O2 -S 14/static-objects.cpp -o - >> all.s && g++ -std=c++20 -DCONSTINIT=constinit -S 20/static-objects.cpp -o - >> all.s
// RUN: %clangxx -std=c++17 -S 14/static-objects.cpp -o - >> all.s && not grep _GLOBAL__sub_I all.s && not grep 'guard variable' all.s
// RUN: g++ -std=c++17 14/static-objects.cpp -L%build/lib -lhpinstr -o p && HPINSTR_OUT=%t/out ./p && %check-hits %t/out %s
// REQUIRES: gcc
#ifndef CONSTINIT
#define CONSTINIT
#endif

constexpr int twice(int N) { // HITS: -
  return 2 * N;              // HITS: -
}
// REASON: static-objects.cpp:[[#@LINE-3]]: no place for a probe: evaluated before the program starts, for an object with static storage
constexpr int thrice(int N) { // HITS: 1
  return 3 * N;               // HITS: 1
}
struct Base {
  int B;
  constexpr explicit Base(int N) // HITS: -
      : B(twice(N)) {            // HITS: -
    B += 1;                      // HITS: -
  }
};
struct Lock : Base {
  int State = 3;               // HITS: -
  constexpr Lock() : Base(4) { // HITS: -
  }
  int get() { return State++; } // HITS: 8
};
struct Plain {
  int A = 1;
  int B = 2; // HITS: -
};
template <typename T> struct Holder {
  static T Held;
  T Value = T(5); // HITS: -
};
template <typename T> T Holder<T>::Held;
struct Counted {
  int N;
  constexpr explicit Counted(int N) : N(N) { // HITS: 3
    if (N > 1)                               // HITS: 3
      this->N = thrice(1);                   // HITS: 1
  }
};

CONSTINIT Lock One;
CONSTINIT Plain Two;
CONSTINIT Lock Array[2];
CONSTINIT static Base Argument(twice(3));
CONSTINIT const Base &Bound = Base(1);
Lock *local() {
  static Lock Local;
  return &Local;
}
struct Member {
  static Holder<int> Static;
};
Holder<int> Member::Static;
// CHECK: constexpr int twice(int N) { //
// CHECK-NEXT: {{^}}  return 2 * N;
// CHECK: constexpr int thrice(int N) { HPI_FUNCTION(
// CHECK: {{^}}      : B(twice(N)) { //
// CHECK: {{^}}  int State = 3;
// CHECK: {{^}}CONSTINIT Lock One;

int main() {
  int Sum = One.get() + Array[1].get() + local()->get() + Holder<Lock>::Held.get() + Two.B; // HITS: 1
  for (int I = 0; I < 3; ++I)
    Sum += Counted(I).N + Array[0].get(); // HITS: 3
  One.get();                              // HITS: 1
  return Sum + Argument.B + Bound.B + Member::Static.Value == 0; // HITS: 1
}
