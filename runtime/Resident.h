/* Resident.h - the size of the resident set.
 *
 * Owns: reading it. Must not: open a file where the program went into a sandbox.
 */
#ifndef HPI_RUNTIME_RESIDENT_H
#define HPI_RUNTIME_RESIDENT_H

#include "State.h"

/* Bytes, from the second number of /proc/self/statm; 0 where that cannot be read. */
HPI_RT uint64_t residentBytes(void) HPI_SYM("heapResidentBytes");

#endif
