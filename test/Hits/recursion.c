// Recursive functions count every call, mutual and nested ones too.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int isOdd(int N);

static int fib(int N) {          // HITS: 177
  if (N < 2)                     // HITS: 177
    return N;                    // HITS: 89
  return fib(N - 1) + fib(N - 2); // HITS: 88
}
static int isEven(int N) {       // HITS: 6
  return N == 0 ||               // HITS: 6
         isOdd(N - 1);           // HITS: 5
}
static int isOdd(int N) {        // HITS: 5
  return N != 0 &&               // HITS: 5
         isEven(N - 1);          // HITS: 5
}
static int ack(int M, int N) {   // HITS: 585
  if (M == 0)                    // HITS: 585
    return N + 1;                // HITS: 278
  return ack(M - 1,              // HITS: 307
             N ? ack(M, N - 1) : 1);
}

int main(void) {
  return fib(10) + isEven(10) + ack(2, 3) + ack(3, 2) != 55 + 1 + 9 + 29; // HITS: 1
}
