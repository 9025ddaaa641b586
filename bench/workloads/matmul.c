/* matmul.c - product of two square matrices, the textbook's three loops. */
#include <stdio.h>
#include <stdlib.h>

enum { Size = 640 };

static void multiply(const double *A, const double *B, double *C) {
  for (int I = 0; I < Size; ++I)
    for (int J = 0; J < Size; ++J) {
      double Sum = 0;
      for (int K = 0; K < Size; ++K)
        Sum += A[I * Size + K] * B[K * Size + J];
      C[I * Size + J] = Sum;
    }
}

int main(void) {
  double *A = malloc(sizeof(double) * Size * Size);
  double *B = malloc(sizeof(double) * Size * Size);
  double *C = malloc(sizeof(double) * Size * Size);
  for (int I = 0; I < Size * Size; ++I) {
    A[I] = I % 17;
    B[I] = I % 23;
  }
  double Trace = 0;
  for (int Round = 0; Round < 2; ++Round) {
    multiply(A, B, C);
    for (int I = 0; I < Size; ++I)
      Trace += C[I * Size + I];
  }
  printf("%.0f\n", Trace);
  free(A);
  free(B);
  free(C);
  return 0;
}
