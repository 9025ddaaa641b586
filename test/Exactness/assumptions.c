// Unreachable code, assumptions and stores that nothing reads change no count.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clang_hp -Os %s -o %t/p
// RUN: env HPINSTR_OUT=%t/os %t/p && %check-hits %t/os %s

static int Dead;

static int f(int N) {              // HITS: 500
  Dead = 1;                        // HITS: 500
  Dead = 2;                        // HITS: 500
  __builtin_assume(N >= 0);        // HITS: 500
  if (N < 0)                       // HITS: 500
    return -1;                     // HITS: 0
  switch (N & 3) {                 // HITS: 500
  case 0: return 10;               // HITS: 125
  case 1: return 20;               // HITS: 125
  case 2: Dead = 3;                // HITS: 125
    break;                         // HITS: 125
  case 3: return 30;               // HITS: 125
  default: __builtin_unreachable(); // HITS: 0
  }
  int Unused = N * 5;              // HITS: 125
  Unused += 3;                     // HITS: 125
  return 40;                       // HITS: 125
}
static void nothing(int N) {       // HITS: 500
  if (N & 1) {                     // HITS: 500
  } else {                         // HITS: -
  }                                // HITS: -
  while (N > 1000)                 // HITS: 500
    --N;                           // HITS: 0
}

int main(void) {
  int S = 0;
  for (int I = 0; I < 500; ++I) {  // HITS: 501
    S += f(I);                     // HITS: 500
    nothing(I);                    // HITS: 500
  }
  return S != 12500 || Dead != 2;  // HITS: 1
}
