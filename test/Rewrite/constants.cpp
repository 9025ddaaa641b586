// What is initialised before anything runs stays so: other initialisers rely on it. In a template that depends on the
// instantiation, so what is not certainly a call there has no number, and no probe.
// RUN: rm -rf %t && %rewrite --verbose -o %t %s -- -std=c++20 2> %t.err && FileCheck %s < %t/constants.cpp
// RUN: FileCheck %s --check-prefix=REASON --implicit-check-not=place < %t.err
// RUN: cd %t && g++ -std=c++20 -O0 -Wall -Wextra -Werror constants.cpp -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s
// The same guards and constructors as without probes, but for those of globals that run.
// RUN: g++ -std=c++20 -O0 %s -o plain && nm plain > before && nm p > after
// RUN: grep -c 'guard variable\|_ZGV' before > count && grep -c 'guard variable\|_ZGV' after | diff count -
// REQUIRES: gcc

static int one() { return 1; } // HITS: 19
static int Made;
static int make(int N) { return Made += N; } // HITS: 3
typedef int (*Fn)();

// This runs before all initialisers below that are not constants.
extern int early();
int Early = early(); // HITS: 1

template <typename T> struct Table {
  static Fn Outside;
  static Fn Forced;
  static const int Size;
  static const int InPlace = sizeof(T);
  static inline Fn Inside = one; // HITS: -
  static inline T Number = T(5); // HITS: -
  static inline int Runs = make(sizeof(T)); // HITS: 2
};
template <typename T> Fn Table<T>::Outside = one; // HITS: -
template <typename T> constinit Fn Table<T>::Forced = one; // HITS: -
template <typename T> const int Table<T>::Size = sizeof(T); // HITS: -
template <typename T> Fn Any = one; // HITS: -
template <typename T> T Value = T(sizeof(T)); // HITS: -
template <typename T> thread_local Fn PerThread = one; // HITS: -
inline Fn Inline = one; // HITS: -
constinit thread_local Fn Local = one; // HITS: -
inline int InlineRuns = make(3); // HITS: 1
inline double Root = __builtin_sqrt(4.0); // HITS: -
struct Point {
  int X = 1;
  int Y = 2; // HITS: 0
};
constinit Point Origin{}; // HITS: -

// CHECK: static inline Fn Inside = one;
// CHECK-NEXT: static inline T Number = T(5);
// CHECK-NEXT: static inline int Runs = (HPI_RUN_IN(constants_cpp_[[TAG:....]], {{[0-9]+}}), make(sizeof(T)));
// CHECK: {{^}}template <typename T> Fn Table<T>::Outside = one;
// CHECK-NEXT: {{^}}template <typename T> constinit Fn Table<T>::Forced = one;
// CHECK-NEXT: {{^}}template <typename T> const int Table<T>::Size = sizeof(T);
// CHECK-NEXT: {{^}}template <typename T> Fn Any = one;
// CHECK-NEXT: {{^}}template <typename T> T Value = T(sizeof(T));
// CHECK-NEXT: {{^}}template <typename T> thread_local Fn PerThread = one;
// CHECK-NEXT: {{^}}inline Fn Inline = one;
// CHECK-NEXT: {{^}}constinit thread_local Fn Local = one;
// CHECK-NEXT: {{^}}inline int InlineRuns = (HPI_RUN_IN(constants_cpp_[[TAG]], {{[0-9]+}}), make(3));
// CHECK-NEXT: {{^}}inline double Root = __builtin_sqrt(4.0);

// REASON: constants.cpp:[[#LINE:]]: no place for a probe: an initialiser that may be a constant
// REASON: constants.cpp:[[#LINE+5]]: no place
// REASON: constants.cpp:[[#LINE+7]]: no place
// REASON: constants.cpp:[[#LINE+12]]: no place
// REASON: constants.cpp:[[#LINE+43]]: no place

template <typename T> int locals(T N) { // HITS: 2
  static const int K = sizeof(T);
  static constinit Fn F = one;
  static const bool Both = sizeof(T) == 1 &&
                           sizeof(N) == 1;
  thread_local Fn G = one;
  return K + F() + G() + Both; // HITS: 2
}
// CHECK: static const int K = sizeof(T);
// CHECK-NEXT: {{^}}  static constinit Fn F = one;
// CHECK: {{^}}                           sizeof(N) == 1;
// CHECK: thread_local Fn G = one;

int early() { // HITS: 2
  int Sum = Table<int>::Outside() + Table<int>::Forced() + Table<int>::Inside() + Any<int>() + PerThread<int>(); // HITS: 2
  Sum += Inline() + Local() + Table<int>::Size + Table<int>::InPlace; // HITS: 2
  return Sum + Table<int>::Number + int(Root) + Value<int>; // HITS: 2
}

int main() { // HITS: 1
  int Sum = early() + Table<char>::Outside() + Table<char>::Runs + Table<int>::Runs + Value<char>; // HITS: 1
  return locals(1) + locals('a') + Sum + InlineRuns == 0 || Early != 7 + 8 + 5 + 2 + 4; // HITS: 1
}
