// Static data members of templates and variable templates: one whose initialiser is constant in all instantiations runs
// no code and has no number; where it runs in one instantiation at least, it counts there.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
static int f() { return 1; }               // HITS: 5
typedef int (*Function)();
struct Dynamic {
  int N;
  Dynamic() : N(f()) {}                    // HITS: 1
  Dynamic(int) : N(f()) {}                 // HITS: 1
};
template <typename T> struct S {
  static Function Fn;                      // HITS: -
  static const int K;                      // HITS: -
  static const int L = sizeof(T);          // HITS: -
  static inline Function In = f;           // HITS: -
  static inline int Size = sizeof(T);      // HITS: -
  static inline int Unused = f();          // HITS: 0
  static T Zero;                           // HITS: -
  static T One;                            // HITS: -
  static T Mixed;                          // HITS: -
  static int Run;                          // HITS: -
};
template <typename T> constinit Function S<T>::Fn = f; // HITS: -
template <typename T> const int S<T>::K = 2 * sizeof(T) + 1; // HITS: -
template <typename T> const int S<T>::L;   // HITS: -
template <typename T> T S<T>::Zero{};      // HITS: -
template <typename T> T S<T>::One = 1;     // HITS: -
template <typename T> T S<T>::Mixed(1);    // HITS: 1
template <typename T> int S<T>::Run = f(); // HITS: 1
template <typename T> Function Var = f;    // HITS: -
template <typename T> T Twice = 2 * T(1);  // HITS: -
template <typename T> T Object{};          // HITS: 1

// Without an instantiation: constant whatever T is, or perhaps not.
template <typename T> struct Never {
  static const unsigned K;                 // HITS: -
  static Function Fn;                      // HITS: -
  static inline bool Big = sizeof(T) > 8;  // HITS: -
  static T Value;                          // HITS: -
  static int Run;                          // HITS: -
};
template <typename T> const unsigned Never<T>::K = sizeof(T); // HITS: -
template <typename T> Function Never<T>::Fn = &f; // HITS: -
template <typename T> T Never<T>::Value = 1; // HITS: 0
template <typename T> int NeverRun = f();  // HITS: 0
template <typename T> int NeverRun<T *> = f(); // HITS: 0
template <typename T> int NeverSize = sizeof(T); // HITS: -
template <typename T> int Never<T>::Run = f() + sizeof(T); // HITS: 0

int main() {                               // HITS: 1
  const int *K[] = {&S<int>::K, &S<int>::L, &S<char>::Size, &S<int>::Zero, &S<int>::One, &S<int>::Mixed}; // HITS: 1
  int Sum = *K[0] + *K[1] + *K[2] + *K[3] + *K[4] + *K[5]; // HITS: 1
  Sum += S<int>::Fn() + S<char>::In();     // HITS: 1
  Sum += S<char>::Run + Twice<int> + Object<Dynamic>.N + Object<int>; // HITS: 1
  Sum += S<Dynamic>::Mixed.N;              // HITS: 1
  return Sum != 9 + 4 + 1 + 0 + 1 + 1 + 2 + 1 + 2 + 1 + 1; // HITS: 1
}
