/* Maps.h - what code is mapped where.
 *
 * Owns: MAPS chunks, generations of mappings, and the list of code ranges in memory. Must not: know what an address
 * is wanted for.
 */
#ifndef HPI_RUNTIME_MAPS_H
#define HPI_RUNTIME_MAPS_H

#include "State.h"

/* Looks at the mappings now, and writes them to the report where they are none of those seen before. New contexts
 * belong to them from now on. Code that is closed and other code loaded at its place between two looks is taken for
 * what was there.
 * \param Fd  the open report, or -1
 * \note wants contexts started and signals blocked; takes no lock that is held during an allocation of the host's */
HPI_RT void mapsUpdate(int64_t Fd) HPI_SYM("mapsUpdate");

/* The range of code that holds Pc, or null where it is not in any that was seen. Async-signal-safe. */
HPI_RT const struct HpiCodeRange *mapsFind(uint64_t Pc) HPI_SYM("mapsFind");

#endif
