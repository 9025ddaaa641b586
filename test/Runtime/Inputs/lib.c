/* lib.c - a shared object with probes, for dlopen and for ctypes. */
#include "../Unit.h"
HPI_UNIT(0x77, 3)

int pass(int Times) {
  for (int I = 0; I < Times; ++I)
    hit(1);
  return Times;
}
