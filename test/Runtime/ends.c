// Every way a process can end keeps all counts; exec leaves the first image's file to stand beside the second's.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out/0 %t 0 || test $? = 7
// RUN: %python %S/readhpi.py %t.out/0 sums exit ended | FileCheck %s --check-prefix=EXIT
// RUN: for N in 1 2 3 4; do env HPINSTR_OUT=%t.out/$N sh -c '(%t '$N') 2>/dev/null'; %python %S/readhpi.py %t.out/$N sums exit ended; done | FileCheck %s
// RUN: env HPINSTR_OUT=%t.out/5 %t 5 || test $? = 7
// RUN: %python %S/readhpi.py %t.out/5 sums exit | FileCheck %s --check-prefix=EXEC
// EXIT: sums=ends.c.tmp:1000 exit=7 ended=1
// CHECK-COUNT-4: sums=ends.c.tmp:1000 exit=unknown ended=0
// EXEC: files 2
// EXEC-NEXT: sums=ends.c.tmp:1000 exit=unknown
// EXEC-NEXT: sums=ends.c.tmp:1000 exit=7
#include "Unit.h"
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
HPI_UNIT(3, 1)

int main(int Argc, char **Argv) {
  for (int I = 0; I < 1000; ++I)
    hit(0);
  switch (Argc > 1 ? atoi(Argv[1]) : 0) {
  case 1: _exit(0);
  case 2: abort();
  case 3: raise(SIGKILL); break;
  case 4: quick_exit(0);
  case 5: execl(Argv[0], Argv[0], "0", (char *)0);
  }
  exit(7);
}
