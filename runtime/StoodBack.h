/* StoodBack.h - a process whose allocator belongs to another tool.
 *
 * Owns: saying so in the report. Must not: know which tool.
 */
#ifndef HPI_RUNTIME_STOODBACK_H
#define HPI_RUNTIME_STOODBACK_H

#include "State.h"

/* Writes a HEAP chunk that says so, once a process, where the object's modules were compiled for such a tool. Wants
 * contexts started. */
HPI_RT void sayStoodBack(int64_t Fd) HPI_SYM("sayStoodBack");

#endif
