// A dump is the report as it is then; the process goes on and its own report is as if there had been none.
// RUN: rm -rf %t.out %t.named && %clang_hp -O2 -I%source/include %s -o %t && env HPINSTR_OUT=%t.out %t %t.named
// RUN: %hpinstr export --format tsv %t.named | cut -f 2- | FileCheck %s --check-prefix=NAMED
// RUN: %hpinstr export --format tsv %t.out/*.hpi.1 | cut -f 2- | FileCheck %s --check-prefix=SECOND
// RUN: %hpinstr export --format tsv %t.out | cut -f 2- | FileCheck %s --check-prefix=END
// RUN: %hpinstr report %t.named | FileCheck %s --check-prefix=REPORT
// RUN: ls %t.out | count 2
#include <hpinstr/hpinstr.h>
#include <errno.h>
static volatile int Sink;
int main(int Argc, char **Argv) {
  for (int I = 0; I < 10; ++I)
    Sink = Argc;
  if (hpinstr_dump(Argv[1]))
    return 1;
  hpinstr_label("later");
  for (int I = 0; I < 20; ++I)
    Sink = Argc;
  if (hpinstr_dump(0))
    return 2;
  errno = 0;
  if (hpinstr_dump("/nonexistent/directory/file") != ENOENT || errno)
    return 3;
  return 0;
}
// NAMED:  13{{.}}10
// NAMED:  18{{.}}0
// SECOND: 13{{.}}10
// SECOND: 18{{.}}20
// SECOND: 24{{.}}0
// END:    18{{.}}20
// END:    24{{.}}1
// REPORT: Process: pid {{[0-9]+}}, a dump made while it ran: {{.*}}dump.c.tmp
// REPORT-NEXT: Time: wall
