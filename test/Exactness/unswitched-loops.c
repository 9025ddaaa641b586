// Loops that are unswitched, fused, distributed, rotated, interchanged or whose checks leave the loop.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clang_hp -O3 -mllvm -enable-loop-distribute -mllvm -enable-loopinterchange %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o3mllvmenableloopdistributemllvmenableloopinterchange %t/p && %check-hits %t/o3mllvmenableloopdistributemllvmenableloopinterchange %s

static int A[64], B[64];

static void unswitch(int Flag, int N) { // HITS: 40
  for (int I = 0; I < 64; ++I) {   // HITS: 40*65
    if (Flag)                      // HITS: 40*64
      A[I] += N;                   // HITS: 20*64
    else                           // HITS: -
      A[I] -= N;                   // HITS: 20*64
    if (N < 0)                     // HITS: 40*64
      return;                      // HITS: 0
  }
}
static void fuse(void) {           // HITS: 40
  for (int I = 0; I < 64; ++I)     // HITS: 40*65
    B[I] = I;                      // HITS: 40*64
  for (int I = 0; I < 64; ++I)     // HITS: 40*65
    A[I] += B[I] & 0;              // HITS: 40*64
}
static int search(int Want) {      // HITS: 40
  int I = 0;                       // HITS: 40
  while (I < 64 &&                 // HITS: 20*65+20*11
         B[I] != Want)             // HITS: 20*64+20*11
    ++I;                           // HITS: 20*64+20*10
  return I;                        // HITS: 40
}

int main(void) {
  int S = 0;
  for (int R = 0; R < 40; ++R) {   // HITS: 41
    unswitch(R & 1, R / 2);        // HITS: 40
    fuse();                        // HITS: 40
    S += search(R & 1 ? 10 : 99);  // HITS: 40
  }
  for (int I = 0; I < 64; ++I) S += A[I]; // HITS: 65
  return S != 20 * 10 + 20 * 64;   // HITS: 1
}
