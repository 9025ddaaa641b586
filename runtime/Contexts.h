/* Contexts.h - call stacks that events refer to.
 *
 * Owns: the process's table of contexts (CONTEXTS chunks of the report). A context is a call stack: addresses, the
 * innermost first; of a sample the address that was interrupted and then return addresses, of an allocation
 * return addresses only. Must not: walk a stack, or know what an event is.
 *
 * The table lies in the report file: what is in it survives any end, and a live reader sees it. It only grows, up to a
 * bound.
 */
#ifndef HPI_RUNTIME_CONTEXTS_H
#define HPI_RUNTIME_CONTEXTS_H

#include "State.h"

/* Starts the table of the process, with the report open as Fd; once. Wants State.Lock. */
HPI_RT void contextsStart(int64_t Fd) HPI_SYM("contextsStart");
/* The same in a forked child, whose table is the parent's so far. */
HPI_RT void contextsStartForked(int64_t Fd) HPI_SYM("contextsStartForked");

/* The number of a context, equal for equal stacks; the table takes it in where it is new.
 * \param Pcs    the addresses; of more than HPI_CONTEXT_DEPTH the innermost and the outermost are kept
 * \param Depth  how many, at least 1
 * \returns 0 where the table is full or there is none: the event then has no stack, and the reader says how many
 * \note async-signal-safe, lock-free but where the table grows; signals must be blocked, or the caller's own handler */
HPI_RT uint32_t contextIntern(const uint64_t *Pcs, uint32_t Depth) HPI_SYM("contextIntern");

#endif
