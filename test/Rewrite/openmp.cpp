// Loops that OpenMP shares out stay as they are written, also where braces stand between them; their bodies count.
// REQUIRES: gcc
// RUN: rm -rf %t && %rewrite -o %t %s -- -fopenmp
// RUN: cd %t && g++ -O2 -fopenmp -Wall -Werror openmp.cpp -L%build/lib -lhpinstr -o p
// RUN: env HPINSTR_OUT=%t/out %t/p && %check-hits %t/out %s

static int Cells[100];

int main() {                               // HITS: 1
#pragma omp parallel for collapse(2)
  for (int I = 0; I < 10; ++I) {           // HITS: -
    for (int J = 0; J < 10; ++J) {         // HITS: -
      int At = I * 10 + J;                 // HITS: 100
      if (At % 2)                          // HITS: 100
        continue;                          // HITS: 50
      Cells[At] = At;                      // HITS: 50
    }
  }
  return Cells[98] != 98;                  // HITS: 1
}
