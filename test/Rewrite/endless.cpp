// A condition that is always true keeps its form, so that the compiler knows that nothing comes out behind the loop: its line
// is counted where rounds begin, or where they end for `do`.
// RUN: rm -rf %t && %rewrite --verbose -o %t %s -- 2> %t.err && FileCheck %s < %t/endless.cpp
// RUN: FileCheck %s --check-prefix=REASON --implicit-check-not=place < %t.err
// RUN: cd %t && g++ -O0 -Wall -Wextra -Werror endless.cpp -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s
// REQUIRES: gcc

static int last;
int note(int N) { return last = N; } // HITS: 12

static int inWhile(int N) {
  while (true) {      // HITS: 5
    if (note(N) > 4)  // HITS: 5
      return N;       // HITS: 1
    ++N;              // HITS: 4
  }
}
// CHECK: {{^}}  while (true) { HPI_LINE({{[0-9]+}});
// CHECK-NEXT: {{^}}    if (note(N) > 4)

static int inFor(int N) {
  for (; sizeof(N) == 4;) // HITS: 3
    if (N++ > 2)      // HITS: 3
      return N;       // HITS: 1
}
// CHECK: {{^}}  for (; sizeof(N) == 4;)
// CHECK-NEXT: { HPI_LINE({{[0-9]+}}); if (N++ > 2)

static int inDo(int N) {
  do {
    if (N == 3) {     // HITS: 6
      N = 5;          // HITS: 1
      continue;       // HITS: 1
    }
    if (N == 8)       // HITS: 5
      return note(N); // HITS: 1
    note(N++);        // HITS: 4
  }
  while (1);          // HITS: 5
}
// CHECK: { HPI_LINE([[END:[0-9]+]]); continue; }
// CHECK: {{^}}  HPI_LINE([[END]]); }
// CHECK-NEXT: {{^}}  while (1);

static int never(int N) { // HITS: 2
  switch (N) {        // HITS: 2
  case 1:
    do {
      return note(9); // HITS: 1
    }
    while (0);        // HITS: -
  case 2:
    return note(2);   // HITS: 1
  }
  if (N)
    return 5;
  else if (true)
    return 6;
}
// CHECK: {{^}}    while (0);
// CHECK: {{^}}  else { HPI_LINE({{[0-9]+}}); if (true)
// REASON: endless.cpp:[[#@LINE-11]]: no place for a probe: a condition that nothing leads to

static int leaves(int N) {
  int Sum = 0;        // HITS: 1
  while (1) {         // HITS: 4
    if (Sum > 5)      // HITS: 4
      break;          // HITS: 1
    Sum += N;         // HITS: 3
  }
  return Sum;         // HITS: 1
}

int main() {
  return inWhile(1) + inFor(1) + inDo(2) + never(1) + never(2) + leaves(2) + last == 0;
}
