// Together with the compiler's other instrumentation the counts stay exact.
// RUN: %run-hits -fxray-instrument -O2
// RUN: %run-hits -fpatchable-function-entry=2 -O2
// RUN: %run-hits -fprofile-generate -O2
// RUN: %run-hits -fprofile-instr-generate -fcoverage-mapping -O2
// RUN: %run-hits --coverage -O2
// RUN: %run-hits -fcf-protection=full -fstack-protector-all -ftrapv

__attribute__((noinline)) static int sum(int N) { // HITS: 1
  int S = 0;                  // HITS: 1
  for (int I = 0; I < N; ++I) // HITS: 11
    S += I;                   // HITS: 10
  return S;                   // HITS: 1
}
int main(void) {
  return sum(10) != 45;       // HITS: 1
}
