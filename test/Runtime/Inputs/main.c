/* main.c - a program with probes that counts to seven. */
#include "../Unit.h"
HPI_UNIT(0x66, 2)

int main(void) {
  for (int I = 0; I < 7; ++I)
    hit(1);
}
