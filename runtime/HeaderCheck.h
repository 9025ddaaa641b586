/* HeaderCheck.h - the checks of what a header says of the process.
 *
 * Owns: the sums over HeaderFacts.inc. Must not: write a header.
 */
#ifndef HPI_RUNTIME_HEADERCHECK_H
#define HPI_RUNTIME_HEADERCHECK_H

#include "Names.h"
#include "hpinstr/Format.h"

/* What StartCheck, and EndCheck, are to be of these facts. Never 0. */
HPI_RT uint64_t startCheck(const struct HpiFileHeader *Header) HPI_SYM("startCheck");
HPI_RT uint64_t endCheck(const struct HpiFileHeader *Header) HPI_SYM("endCheck");

#endif
