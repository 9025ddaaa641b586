// OpenMP regions that name all their variables take probes: what these need is no variable.
// RUN: rm -rf %t && %rewrite --quiet -o %t %s -- -fopenmp
// RUN: cd %t && gcc -fopenmp -O2 -Wall -Wextra -Werror default-none.c -L%build/lib -lhpinstr -o p
// RUN: HPINSTR_OUT=%t/out OMP_NUM_THREADS=3 ./p && %check-hits out %s
// REQUIRES: gcc
int main(void) { // HITS: 1
  int Sum = 0, All[8]; // HITS: 1
#pragma omp parallel for default(none) shared(All)
  for (int I = 0; I < 8; ++I) {
    if (I & 1) // HITS: 8
      All[I] = I; // HITS: 4
    else
      All[I] = 2 * I; // HITS: 4
  }
#pragma omp parallel default(none) shared(Sum) num_threads(2)
  {
#pragma omp critical
    {
      if (Sum < 10) // HITS: 2
        Sum += 1; // HITS: 2
    }
  }
  return All[2] + Sum != 6; // HITS: 1
}
