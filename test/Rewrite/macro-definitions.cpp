// A macro at namespace scope that defines a variable and a function, as those of test frameworks do: the line has the
// number of what comes first, by a counter before the macro where a declaration begins with it, else none.
// REQUIRES: gcc, llvm-22
// RUN: %rewrite -o %t %s -- && FileCheck %s < %t/macro-definitions.cpp && rm -rf %t/out %t/plugin
// RUN: cd %t && g++ -O2 -Wall -Wextra -Werror macro-definitions.cpp -L%build/lib -lhpinstr -o p && env HPINSTR_OUT=%t/out %t/p
// RUN: cd %t && %clangxx %hp -O1 %s -o q && env HPINSTR_OUT=%t/plugin %t/q && %check-hits %t/plugin %s
// RUN: %hpinstr export --format tsv %t/out | cut -f 2,3 | sort > %t/ours
// RUN: %hpinstr export --format tsv %t/plugin | cut -f 2,3 | sort > %t/theirs
// RUN: not grep -xvFf %t/theirs %t/ours && grep -xvFf %t/ours %t/theirs | FileCheck %s --check-prefix=BLANK
static int Sum;
static int add(int N) { return Sum += N; } // HITS: 4

#define CASE(Name)                                                                                                     \
  static_assert(sizeof(#Name) > 1, "a name");                                                                          \
  struct Name {                                                                                                        \
    static int Added;                                                                                                  \
    static int run();                                                                                                  \
  };                                                                                                                   \
  int Name::Added = add(1);                                                                                            \
  int Name::run()
#define FUNCTION_FIRST(Name)                                                                                           \
  static int Name();                                                                                                   \
  static int Name##Twice() { return 2 * Name(); }                                                                      \
  [[maybe_unused]] static int Name##Added = add(4);                                                                    \
  static int Name()
#define ADDED(Name) int Name = 0; int Name##Added = add(16);

CASE(Runs) { // HITS: 1
  return 10; // HITS: 2
}
// CHECK: {{^}}HPI_GLOBAL(macro_definitions_cpp_{{[0-9a-f]+}}, {{[0-9]+}}); CASE(Runs) { HPI_FUNCTION({{.*}});

CASE(Never) { // HITS: 1
  return 20;  // HITS: 0
}
// CHECK: {{^}}HPI_GLOBAL(macro_definitions_cpp_{{[0-9a-f]+}}, {{[0-9]+}}); CASE(Never) {

FUNCTION_FIRST(four) { // HITS: 3
  return 4;            // HITS: 5
}
// BLANK: {{^}}[[@LINE-3]] 3{{$}}

static
    ADDED(Three) // HITS: 1
// CHECK: {{^}}static{{$}}
// CHECK-NEXT: {{^}} ADDED(Three)
// BLANK: {{^}}[[@LINE-3]] 1{{$}}

int main() { // HITS: 1
  int Bad = fourTwice() + fourTwice() + fourTwice() + four() + four() + Runs::run() + Runs::run() != 52; // HITS: 1
  return Bad || Three || ThreeAdded != 22 || Never::Added != 2; // HITS: 1
}
