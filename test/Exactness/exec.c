// A process that replaces itself by exec leaves a file for each image; the counts of all are summed.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int step(int N) {               // HITS: 4*100
  return N + 1;                        // HITS: 4*100
}

int main(int Argc, char **Argv) {      // HITS: 4
  int S = 0;                           // HITS: 4
  for (int I = 0; I < 100; ++I)        // HITS: 4*101
    S = step(S);                       // HITS: 4*100
  int Round = Argc > 1 ? atoi(Argv[1]) // HITS: 4
                       : 0;            // HITS: 1
  if (Round < 3) {                     // HITS: 4
    char Next[2] = {(char)('1' + Round), 0}; // HITS: 3
    execl(Argv[0], Argv[0], Next, (char *)0); // HITS: 3
    return 1;                          // HITS: 0
  }
  execl("/does/not/exist", "x", (char *)0); // HITS: 1
  return S != 100;                     // HITS: 1
}
