// A cycle that is entered in two places, around and within loops of the usual sort: what runs together outside need not do
// so inside.
// RUN: %run-hits -O0 -DN=200 -DH=100 -DINTO=3
// RUN: %run-hits -O2 -DN=200 -DH=100 -DINTO=3
// RUN: %run-hits -O3 -DN=200 -DH=100 -DINTO=3

__attribute__((noinline)) static void note(int *Sum, int By) { // HITS: 2*H*INTO+N
  *Sum += By;                                                  // HITS: 2*H*INTO+N
}

__attribute__((noinline)) static int walk(int Times, int Skip) { // HITS: N
  int Sum = 0;                                                   // HITS: N
  int Left = Times;                                              // HITS: N
  if (Skip)                                                      // HITS: N
    goto Middle;                                                 // HITS: H
Head:                                                            // HITS: -
  note(&Sum, 1);                                                 // HITS: 2*H*INTO
Middle:                                                          // HITS: -
  for (int I = 0; I < 10; ++I)                                   // HITS: H*(2*INTO+1)*11
    Sum += I;                                                    // HITS: H*(2*INTO+1)*10
  if (--Left >= Skip)                                            // HITS: H*(2*INTO+1)
    goto Head;                                                   // HITS: H*(2*INTO-1)
  note(&Sum, 2);                                                 // HITS: N
  return Sum;                                                    // HITS: N
}

int main(void) {
  int All = 0;
  for (int I = 0; I < N; ++I) // HITS: N+1
    All += walk(INTO, I & 1); // HITS: N
  return All == 0;            // HITS: 1
}
