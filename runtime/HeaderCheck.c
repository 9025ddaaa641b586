/* HeaderCheck.c - the checks of what a header says of the process. See HeaderCheck.h. */
#include "HeaderCheck.h"

HPI_RT void checkAdd(uint64_t *Check, uint64_t Fact) HPI_SYM("checkAdd");

void checkAdd(uint64_t *Check, uint64_t Fact) {
  *Check = (*Check ^ Fact) * 0x9e3779b97f4a7c15u;
  *Check ^= *Check >> 32;
}

uint64_t startCheck(const struct HpiFileHeader *Header) {
  uint64_t Check = 0xcbf29ce484222325u;
#define HPI_START_FACT(Field) checkAdd(&Check, (uint64_t)Header->Field);
#include "hpinstr/HeaderFacts.inc"
  return Check | 1;
}

uint64_t endCheck(const struct HpiFileHeader *Header) {
  uint64_t Check = 0xcbf29ce484222325u;
#define HPI_END_FACT(Field) checkAdd(&Check, (uint64_t)Header->Field);
#include "hpinstr/HeaderFacts.inc"
  return Check | 1;
}
