// What the compiler may evaluate itself it still can: with marks inside, constexpr functions give constants everywhere; and
// what it has evaluated did not run.
// RUN: %run-hits -std=c++20 -Werror
// RUN: %run-hits -std=c++20 -O2 -Werror
// RUN: %if llvm-22 %{ %clangxx_hp -std=c++20 -fexperimental-new-constant-interpreter -c %s -o %t.o %}
#include <array>

constexpr int fib(int N) { // HITS: 0
  if (N < 2)               // HITS: 0
    return N;              // HITS: 0
  return fib(N - 1) +
         fib(N - 2);
}
constexpr int sum(int N) {
  int S = 0;
  for (int I = 0; I < N; ++I)
    S += I;
  while (S > 100)
    --S;
  do
    ++S;
  while (S < 0);
  return S;
}
struct Pair {
  int A = fib(6), B = A + 1;
  constexpr Pair(int X) : B(X ? sum(X) : 0) {}
};
constexpr auto Table = [] {
  std::array<int, 4> A{};
  for (int I = 0; I < 4; ++I)
    A[I] = fib(I + 3);
  return A;
}();
template <int N> struct Holder { static constexpr int Value = N; };
consteval int doubled(int N) { return sum(N) * 2; }
enum { Enumerator = fib(4) };
struct Bits { unsigned Field : fib(5); };
constinit int Started = fib(9);

static_assert(fib(10) == 55 && sum(5) == 11 && Table[3] == 8 && Holder<fib(6)>::Value == 8 && doubled(3) == 8);
static_assert(Pair(5).A == 8 && Pair(5).B == 11 && __builtin_constant_p(fib(3)) && Enumerator == 3);

int choose(int X) {      // HITS: 1
  switch (X) {           // HITS: 1
  case fib(5): return 1; // HITS: 0
  case fib(6): return 2; // HITS: 1
  }
  return 3;              // HITS: 0
}
int main() {
  int Bound[fib(7)];
  return sizeof(Bound) == 13 * sizeof(int) && choose(8) == 2 && Started == 34 ? 0 : 1;
}
