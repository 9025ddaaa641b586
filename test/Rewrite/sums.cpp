// What is the sum of other places has no probe, and is exact where calls throw, jump, exit and loops are left in their middle.
// RUN: rm -rf %t && %rewrite -o %t %s -- && FileCheck %s < %t/sums.cpp
// RUN: cd %t && g++ -O2 -Wall -Wextra -Werror sums.cpp -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out %t/p; test $? = 3 && %check-hits %t/out %s
#include <csetjmp>
#include <cstdlib>

static std::jmp_buf Back;
static int Calls;
static int may(int N) { // HITS: 7
  if (N == 7)          // HITS: 7
    throw N;           // HITS: 1
  if (N == 8)          // HITS: 6
    std::longjmp(Back, 1); // HITS: 1
  if (N == 9)          // HITS: 5
    std::exit(3);      // HITS: 1
  return ++Calls;      // HITS: 4
}
// CHECK: static int may(int N) { HPI_HERE(
// CHECK-NEXT: {{^  if}} (N == 7)

static int sides(int N) { // HITS: 6
  int S = N;           // HITS: 6
  if (N & 1)           // HITS: 6
    S += 1;            // HITS: 3
  else                 // HITS: -
    S += 2;            // HITS: 3
  for (int I = 0; I < N; ++I) { // HITS: 18
    if (I == 1)        // HITS: 14
      continue;        // HITS: 4
    if (I == 3)        // HITS: 10
      break;           // HITS: 2
    S += I;            // HITS: 8
  }                    // HITS: -
  return S;            // HITS: 6
}
// CHECK: int sides(int N) { HPI_HERE(
// CHECK-NEXT: {{^  int}} S = N;
// CHECK-NEXT: {{^  if}} (N & 1)

static int leaves(int N) { // HITS: 3
  int S = 0;           // HITS: 3
  for (int I = 0; I < 10; ++I) { // HITS: 6
    if (may(N + I) < 0) // HITS: 6
      return 0;        // HITS: 0
    S += N;            // HITS: 3
    do {               // HITS: -
      if (S > 4)       // HITS: 3
        break;         // HITS: 2
      ++S;             // HITS: 1
    } while (S < 3);   // HITS: 1
  }                    // HITS: -
  return S;            // HITS: 0
}

static int caught(int N) { // HITS: 2
  try {                // HITS: -
    return leaves(N);  // HITS: 2
  } catch (int) {      // HITS: -
    return may(0);     // HITS: 1
  }
}

int main() {
  int S = 0;
  for (int I = 0; I < 6; ++I) // HITS: 7
    S += sides(I);     // HITS: 6
  S += caught(4);      // HITS: 1
  if (!setjmp(Back))   // HITS: 1
    S += leaves(8);    // HITS: 1
  S += caught(9);      // HITS: 1
  return S;            // HITS: 0
}
