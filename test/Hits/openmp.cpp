// Regions of OpenMP are code like any other; the header of a loop that is shared out carries the iterations begun.
// REQUIRES: openmp
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -fopenmp -O0 %s -o %t/p && env HPINSTR_OUT=%t/0 %t/p && %check-hits %t/0 %s
// RUN: %clangxx_hp -fopenmp -O2 %s -o %t/p && env HPINSTR_OUT=%t/1 %t/p && %check-hits %t/1 %s
// RUN: %clangxx_hp -fopenmp -O2 -fplugin-arg-hpinstr-time=exact %s -o %t/p && env HPINSTR_OUT=%t/2 %t/p && %check-hits %t/2 %s
#include <stdexcept>
#include <vector>

static int Sum, Cells[100];

static int fib(int N) {                       // HITS: 177
  if (N < 2)                                  // HITS: 177
    return N;                                 // HITS: 89
  int A, B;                                   // HITS: -
#pragma omp task shared(A)
  A = fib(N - 1);                             // HITS: 88
#pragma omp task shared(B)
  {
    B = fib(N - 2);                           // HITS: 88
  }
#pragma omp taskwait
  return A + B;                               // HITS: 88
}
template <typename T> static T total(const std::vector<T> &Of) { // HITS: 2
  T Result = 0;                               // HITS: 2
#pragma omp parallel for reduction(+ : Result) num_threads(3)
  for (const T &One : Of)                     // HITS: 30
    Result += One;                            // HITS: 30
  return Result;                              // HITS: 2
}
int main() {                                  // HITS: 1
#pragma omp parallel num_threads(4)
  {
    int Mine = 3;                             // HITS: 4
#pragma omp atomic
    Sum += Mine;                              // HITS: 4
#pragma omp critical
    if (++Sum < 0)                            // HITS: 4
      Sum = 0;                                // HITS: 0
#pragma omp barrier
#pragma omp for schedule(dynamic) collapse(2)
    for (int I = 0; I < 10; ++I) {            // HITS: -
      for (int J = 0; J < 10; ++J) {          // HITS: 100
        int At = I * 10 + J;                  // HITS: 100
        if (At % 2)                           // HITS: 100
          continue;                           // HITS: 50
        Cells[At] = 1;                        // HITS: 50
      }
    }
#pragma omp for
    for (int I = 0; I < 20; ++I)              // HITS: 20
      try {
        if (I % 5 == 0)                       // HITS: 20
          throw std::runtime_error("fifth");  // HITS: 4
        Cells[I] += 1;                        // HITS: 16
      } catch (const std::exception &) {
        Cells[I] += 2;                        // HITS: 4
      }
#pragma omp sections
    {
      Sum += 0;                               // HITS: 1
#pragma omp section
      Sum += 0;                               // HITS: 1
#pragma omp section
      {
        for (int I = 0; I < 5; ++I)           // HITS: 6
          Cells[99] += I;                     // HITS: 5
      }
    }
#pragma omp single
    Sum += fib(10);                           // HITS: 1
  }
#pragma omp simd
  for (int I = 0; I < 100; ++I)               // HITS: 100
    Cells[I] *= 2;                            // HITS: 100
  return total<int>(std::vector<int>(10, 1)) + total<long>(std::vector<long>(20, 1)) != 30; // HITS: 1
}
