/* nbody.c - gravity among bodies in a plane, all pairs: arithmetic that the vectoriser likes. */
#include <math.h>
#include <stdio.h>

enum { NumBodies = 800, NumSteps = 600 };

static float PosX[NumBodies], PosY[NumBodies], VelX[NumBodies], VelY[NumBodies], Mass[NumBodies];

static void accelerate(float Dt) {
  for (int I = 0; I < NumBodies; ++I) {
    float AccX = 0, AccY = 0;
    for (int J = 0; J < NumBodies; ++J) {
      float Dx = PosX[J] - PosX[I];
      float Dy = PosY[J] - PosY[I];
      float Dist2 = Dx * Dx + Dy * Dy + 0.01f;
      float Inv = 1.0f / sqrtf(Dist2);
      float Pull = Mass[J] * Inv * Inv * Inv;
      AccX += Dx * Pull;
      AccY += Dy * Pull;
    }
    VelX[I] += AccX * Dt;
    VelY[I] += AccY * Dt;
  }
}

static void move(float Dt) {
  for (int I = 0; I < NumBodies; ++I) {
    PosX[I] += VelX[I] * Dt;
    PosY[I] += VelY[I] * Dt;
  }
}

int main(void) {
  unsigned State = 1;
  for (int I = 0; I < NumBodies; ++I) {
    State = State * 1664525u + 1013904223u;
    PosX[I] = (float)(State >> 16) / 65536.0f;
    State = State * 1664525u + 1013904223u;
    PosY[I] = (float)(State >> 16) / 65536.0f;
    Mass[I] = 1.0f / NumBodies;
  }
  for (int Step = 0; Step < NumSteps; ++Step) {
    accelerate(0.001f);
    move(0.001f);
  }
  double Energy = 0;
  for (int I = 0; I < NumBodies; ++I)
    Energy += Mass[I] * (VelX[I] * VelX[I] + VelY[I] * VelY[I]);
  printf("%.6g\n", Energy);
  return 0;
}
