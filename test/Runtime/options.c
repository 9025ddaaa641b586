// HPINSTR_OPTIONS: bounds on the directory, a note on request, one line for what is wrong.
// RUN: rm -rf %t.out %t.new && %clang -I%S -I%S/../../include %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=max_files=3,max_bytes=1g sh -c 'for I in 1 2 3; do %t; done' 2>&1 | count 0
// RUN: env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=max_files=3 %t 2>&1 | FileCheck %s --check-prefix=FILES
// RUN: env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=max_bytes=1k %t 2>&1 | FileCheck %s --check-prefix=FILES
// RUN: %python %S/readhpi.py %t.out | FileCheck %s --check-prefix=THREE
// RUN: env HPINSTR_OUT=%t.new HPINSTR_OPTIONS=verbose=1 %t 2>&1 | FileCheck %s --check-prefix=VERBOSE
// RUN: env HPINSTR_OUT=%t.new HPINSTR_OPTIONS=verbos=1,max_files=x %t 2>&1 | FileCheck %s --check-prefix=WRONG
// RUN: env HPINSTR_OUT=%t.new HPINSTR_OPTIONS="max_bytes=1g,  verbose=1" %t 2>&1 | FileCheck %s --check-prefix=VERBOSE
// RUN: env HPINSTR_OUT=%t.new HPINSTR_OPTIONS="verbose=1, " %t 2>&1 | FileCheck %s --check-prefix=VERBOSE
// RUN: env HPINSTR_OUT=%t.new HPINSTR_OPTIONS=verbose=1,sampler=prf %t 2>&1 | FileCheck %s --check-prefixes=WORD,VERBOSE
// RUN: env HPINSTR_OUT=%t.new HPINSTR_OPTIONS=max_files=x,verbose=1 %t 2>&1 | FileCheck %s --check-prefixes=NUMBER,VERBOSE
// FILES: hpinstr: warning: {{.*}}: bound of HPINSTR_OPTIONS on files or bytes in the directory reached; counts of this process are not written
// THREE: files 3
// WORD: hpinstr: warning: HPINSTR_OPTIONS: expected sampler=WORD with one of the words auto perf thread timer none; found 'sampler=prf', which is ignored
// NUMBER: hpinstr: warning: HPINSTR_OPTIONS: expected max_files=NUMBER; found 'max_files=x', which is ignored
// VERBOSE-NOT: warning
// VERBOSE: hpinstr: note: writing {{/.*}}.new/options.c.tmp.{{[0-9]+\.[0-9a-f]+}}.hpi
// WRONG: hpinstr: warning: HPINSTR_OPTIONS: expected KEY=NUMBER or KEY=WORD with one of the keys max_files max_bytes verbose {{.*}}; found 'verbos=1', which is ignored
// WRONG-NOT: hpinstr
#include "Unit.h"
HPI_UNIT(6, 1)

int main(void) { hit(0); }
