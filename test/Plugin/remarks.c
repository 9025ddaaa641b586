// -Rpass=hpinstr says how many probes a function has, -Rpass-missed=hpinstr why one has none. Without them it is silent.
// RUN: %clang_hp -isystem %S/Inputs -Werror -c %s -o %t.o 2>&1 | count 0
// RUN: %clang_hp -isystem %S/Inputs -Rpass=inline -c %s -o %t.o 2>&1 | count 0
// RUN: %clang_hp -isystem %S/Inputs -Rpass=hpinstr -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=DONE
// RUN: %clang_hp -isystem %S/Inputs -Rpass-missed=hpinstr -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=MISSED
// RUN: echo 'fun:main' > %t.deny
// RUN: %clang_hp -isystem %S/Inputs -Rpass-missed=hpinstr -fplugin-arg-hpinstr-deny=%t.deny -c %s -o %t.o 2>&1 \
// RUN:   | FileCheck %s --check-prefix=LIST

#include <of-system.h>

__attribute__((annotate("hpinstr::off"))) int off(int X) { return X; }
__attribute__((no_profile_instrument_function)) int unprofiled(void) { return 1; }
__attribute__((naked)) void naked(void) { __asm__("ret"); }
int on(int X) {
  if (X)
    return 1;
  return off(X) + ofSystem(2);
}
static int implementation(void) { return 1; }
static int (*resolver(void))(void) { return implementation; }
int chosen(void) __attribute__((ifunc("resolver")));
int main(void) { return on(chosen()); }

// DONE-NOT: 'off'
// DONE: remarks.c:[[#@LINE-11]]:5: remark: probes in 'on': 4 [-Rpass=hpinstr]
// DONE-NOT: 'resolver'
// DONE: remarks.c:[[#@LINE-5]]:5: remark: probes in 'main': 1 [-Rpass=hpinstr]
// MISSED-DAG: remarks.c:[[#@LINE-17]]:47: remark: no probes in 'off': annotated hpinstr::off [-Rpass-missed=hpinstr]
// MISSED-DAG: remark: no probes in 'unprofiled': no_profile_instrument_function attribute
// MISSED-DAG: remark: no probes in 'naked': naked function: has no frame to count in
// MISSED-DAG: remark: no probes in 'resolver': ifunc resolver: runs before thread-local storage exists
// MISSED-DAG: remark: no probes in functions of system headers: 1 are used here; -fplugin-arg-hpinstr-system-headers=on
// LIST: remark: no probes in 'main': excluded by a deny list [-Rpass-missed=hpinstr]
