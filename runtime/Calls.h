/* Calls.h - calls through pointers, by site and by where they lead.
 *
 * Owns: the object's table of targets (TARGETS chunk of the report), and which of its functions are at which address.
 * Must not: count what has a name in the tables.
 *
 * A pair of site and target has a place in the table, and with it a counter in each thread's block: that one adds to,
 * as to any other. The table is one for all threads of the process. It only grows, up to its size; what finds no place
 * is counted at its site alone.
 */
#ifndef HPI_RUNTIME_CALLS_H
#define HPI_RUNTIME_CALLS_H

#include "State.h"

/* A call at Site of the unit is about to go to Target. Async-signal-safe; leaves errno alone. */
HPI_RT HPI_PRESERVE void called(const struct HpiModuleDesc *Unit, uint64_t Site, uint64_t Target) HPI_SYM("called");

#endif
