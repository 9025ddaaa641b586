// HPINSTR_OFF and its attribute leave a function, a class and a namespace's function without numbers.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -std=c++17 -I%source/include %s -o %t/p && env HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s
// RUN: %hpinstr doctor %t/out | FileCheck %s
// RUN: %clangxx -std=c++17 -Werror -Wall -Wextra -I%source/include %s -o %t/plain && %t/plain

#include <hpinstr/hpinstr.h>

HPINSTR_OFF static int macro(int X) { // HITS: -
  return X;                           // HITS: -
}                                     // HITS: -
[[clang::annotate("hpinstr::off")]]
int attribute(int X) {                // HITS: -
  return X;                           // HITS: -
}                                     // HITS: -
struct [[clang::annotate("hpinstr::off")]] Quiet {
  int member(int X) {                 // HITS: -
    return X;                         // HITS: -
  }
};
[[clang::annotate("something else")]]
int counted(int X) {                  // HITS: 1
  return X;                           // HITS: 1
}

int main() {
  return macro(0) + attribute(0) +    // HITS: 1
         Quiet().member(0) + counted(0);
}

// CHECK: 3 annotated hpinstr::off: macro(int) ({{.*}}), attribute(int) ({{.*}}), Quiet::member(int) ({{.*}})
