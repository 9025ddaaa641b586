// What is written into statements, lists and expressions of C; the lines stay where they are.
// RUN: rm -rf %t && %rewrite -o %t %s -- && FileCheck %s --strict-whitespace --match-full-lines < %t/statements.c
// RUN: cd %t && gcc -O2 -Wall -Wextra -Werror statements.c -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s

static int work(int n) { // HITS: 4
  int sum = 0;           // HITS: 4
  for (int i = 0; i < n; ++i) // HITS: 10
    sum += i;            // HITS: 6
  if (n == 2)            // HITS: 4
    return sum;          // HITS: 1
  else if (n > 2) {      // HITS: 3
    sum--;               // HITS: 1
  }                      // HITS: -
  switch (n) {           // HITS: 3
  case 1: sum += 5; break; // HITS: 1
  }                      // HITS: -
  return n &&            // HITS: 3
         sum;            // HITS: 2
}

int main(void) {         // HITS: 1
  int all = 0;           // HITS: 1
  for (int i = 0; i < 4; ++i) // HITS: 5
    all += work(i);      // HITS: 4
  return all != 3;       // HITS: 1
}

// CHECK:static int work(int n) { HPI_FUNCTION(statements_c_[[TAG:....]], 0);{{.*}}
// CHECK-NEXT:  int sum = 0;{{.*}}
// CHECK-NEXT:  { HPI_COUNT(1); for (int i = 0; i < n; ++i){{.*}}
// CHECK-NEXT:    { HPI_ROUND(1); sum += i; } HPI_COUNTED(1); }{{.*}}
// CHECK-NEXT:  if (n == 2){{.*}}
// CHECK-NEXT:    { HPI_LINE(2); return sum; }{{.*}}
// CHECK-NEXT:  else if (HPI_AT(3), n > 2) {{{.*}}
// CHECK-NEXT:    HPI_LINE(4); sum--;{{.*}}
// CHECK-NEXT:  }{{.*}}
// CHECK-NEXT:  HPI_LINE(5); switch (n) {{{.*}}
// CHECK-NEXT:  case 1: HPI_LINE(6); sum += 5; break;{{.*}}
// CHECK-NEXT:  }{{.*}}
// CHECK-NEXT:  return n &&{{.*}}
// CHECK-NEXT:         HPI_AND(7) sum;{{.*}}
// CHECK-NEXT:}
