// Functions are chosen by name, with wildcards, or marked in the source; all others have hits only.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O2 -I%source/include -fplugin-arg-hpinstr-functions='geo::*,once' %s -o %t/p
// RUN: env HPINSTR_OUT=%t/out HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/out %s
// RUN: %clangxx_hp -O2 -I%source/include -fplugin-arg-hpinstr-time=none %s -o %t/p
// RUN: env HPINSTR_OUT=%t/none %t/p && %hpinstr export --format json %t/none | not grep -E "total_ns"
// RUN: not %clangxx_hp -c -fplugin-arg-hpinstr-functions='a[' %s -o %t/o 2>&1 | FileCheck %s
// CHECK: error: hpinstr: functions: 'a['
#include "hpinstr/hpinstr.h"

static volatile int Sum;

namespace geo {
struct Shape {
  int grow(int By) {           // FUNC: 1 1 1
    return Sum += By;          // TIME: 1 1 1
  }
};
template <class T> T twice(T X) { // FUNC: 1 1 1
  return X + X;                // TIME: 2 2 2
}
} // namespace geo

void once() {                  // FUNC: 1 1 1
  ++Sum;                       // TIME: 1 1 1
}

HPINSTR_PROFILE static void marked() { // FUNC: 1 1 1
  ++Sum;                       // TIME: 1 1 1
}

void twiceOnce() {             // FUNC: -
  once();                      // TIME: -
}

int main() {                   // FUNC: -
  geo::Shape().grow(2);        // TIME: -
  marked();                    // TIME: -
  twiceOnce();                 // TIME: -
  return geo::twice(1) + geo::twice(2l) + Sum != 10; // TIME: -
}
