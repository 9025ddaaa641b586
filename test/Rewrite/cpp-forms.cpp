// What is written into C++: members, lambdas, range-for, templates, constexpr functions, variables at namespace scope.
// RUN: rm -rf %t && %rewrite -o %t %s -- -std=c++17 && FileCheck %s < %t/cpp-forms.cpp
// RUN: cd %t && g++ -std=c++17 -O2 -Wall -Wextra -Werror cpp-forms.cpp -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s
#include <vector>

static int Made;
static int make(int N) { return N < 0 ? throw N : Made += N; } // HITS: 5
int Global = make(1);           // HITS: 1
// CHECK: {{^}}HPI_GLOBAL(cpp_forms_cpp_[[TAG:....]], {{[0-9]+}}); int Global = make(1);

struct Pair {
  int A = make(2);              // HITS: 2
  int B;
  explicit Pair(int N)          // HITS: 2
      : B(make(N)) {}           // HITS: 2
};
// CHECK: int A = (HPI_AT_IN(cpp_forms_cpp_[[TAG]], {{[0-9]+}}), make(2));
// CHECK: explicit Pair(int N)
// CHECK-NEXT: : B((HPI_AT_IN(cpp_forms_cpp_[[TAG]], {{[0-9]+}}), make(N))) { HPI_FUNCTION(cpp_forms_cpp_[[TAG]], {{[0-9]+}});}

constexpr int twice(int N) {    // HITS: 1
  return 2 * N;                 // HITS: 1
}
static_assert(twice(2) == 4, "by the compiler");

template <typename T> T sum(const std::vector<T> &All) { // HITS: 2
  T S = 0;                      // HITS: 2
  for (const T &X : All) {      // HITS: 7
    if (X == 0)                 // HITS: 5
      continue;                 // HITS: 1
    S += X;                     // HITS: 4
  }
  return S;                     // HITS: 2
}
// CHECK: T S = 0;
// CHECK-NEXT: HPI_LINE([[LOOP:[0-9]+]]); for (const T &X : All) {
// CHECK-NEXT: if (X == 0)
// CHECK-NEXT: { HPI_LINE([[LOOP]]); {{.*}}continue; }{{.*}} }

int main(int Argc, char **) {
  Pair P(3), Q(4);              // HITS: 1
  auto Add = [&](int N) { return P.A + N; }; // HITS: 1
  int (*Plain)(int) = [](int N) { return N; }; // HITS: 1
  int S = Plain(Add(twice(Argc))); // HITS: 1
  return S + sum<int>({1, 0, 2}) + sum<long>({3, 4}) + Q.B + Global == 0; // HITS: 1
}
// CHECK: [&](int N) { HPI_FUNCTION(cpp_forms_cpp_[[TAG]], {{[0-9]+}}); return P.A + N; };
// CHECK: [](int N) { HPI_FUNCTION(cpp_forms_cpp_[[TAG]], {{[0-9]+}}); return N; };
