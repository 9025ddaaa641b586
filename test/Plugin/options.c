// A wrong or unknown option is an error that lists the right ones; every documented value is taken.
// RUN: not %clang_hp -fplugin-arg-hpinstr-tme=none -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=KEY
// RUN: not %clang_hp -fplugin-arg-hpinstr-time=never -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=VALUE
// RUN: not %clang_hp -fplugin-arg-hpinstr-memory -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: for O in time=sample time=exact time=none memory=on memory=off functions=a,b* system-headers=on \
// RUN:          system-headers=off; do %clang_hp -Werror -fplugin-arg-hpinstr-$O -c %s -o %t.o || exit 1; done
// RUN: %clang_hp -fplugin-arg-hpinstr-memory=off -fplugin-arg-hpinstr-time=none %s -o %t
// RUN: rm -rf %t.out && env HPINSTR_OUT=%t.out %t && %hpinstr doctor %t.out | FileCheck %s --check-prefix=REPORT

// KEY: error: hpinstr: unknown option 'tme' (did you mean 'time'?); the options are time=sample|exact|none, memory=on|off, functions=PATTERN,...,
// KEY-SAME: allow=FILE, deny=FILE, system-headers=on|off
// RUN: not %clang_hp -fplugin-arg-hpinstr-time=exakt -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=NEAR
// NEAR: error: hpinstr: option 'time' is one of sample|exact|none, not 'exakt' (did you mean 'exact'?)
// VALUE: error: hpinstr: option 'time' is one of sample|exact|none, not 'never'
// NONE: error: hpinstr: option 'memory' is one of on|off, not ''
// REPORT-DAG: memory=off
// REPORT-DAG: time=none
int main(void) { return 0; }
