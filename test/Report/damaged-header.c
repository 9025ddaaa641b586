// What a damaged header says of the process is not believed: it is lost, and said so; hits stay.
// RUN: rm -rf %t.out && %clang_hp -O1 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: cp %t.out/*.hpi %t.good
// RUN: %python %S/Inputs/poke.py %t.good %t.end 64 8
// RUN: %hpinstr report %t.end 2>&1 | FileCheck %s --check-prefix=END
// END: hpinstr: warning: {{.*}}: the header: expected facts that fit their check, found others: end and times of a process are lost
// END: Process: pid {{[0-9]+}}, no known end
// END: 1 of 1 line hit
// RUN: %python %S/Inputs/poke.py %t.good %t.start 48 64
// RUN: %hpinstr export --format=json %t.start 2>&1 | FileCheck %s --check-prefix=START --implicit-check-not=wall_ns --implicit-check-not='"pid"'
// START: pid and start of a process are lost
// START: end and times of a process are lost
// START: "hits": 1
// The header travels with its checks into a merged report.
// RUN: %hpinstr merge -o %t.merged %t.good && %hpinstr export --format=json %t.merged | FileCheck %s --check-prefix=MERGED
// MERGED: "exit": 0,
// MERGED-NEXT: "wall_ns"
int main(void) { return 0; }
