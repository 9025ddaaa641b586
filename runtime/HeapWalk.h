/* HeapWalk.h - the stack of the calling thread, as it was walked last.
 *
 * Owns: walking the thread's own stack in place, and the frames that were found. Must not: know more than one stack, or
 * what an entry is.
 */
#ifndef HPI_RUNTIME_HEAPWALK_H
#define HPI_RUNTIME_HEAPWALK_H

#include "Heap.h"

enum { HPI_HEAP_IN_SIGNAL = 1 };

/* Brings T->Frames up to date for the caller of the function whose frame is Frame. Wants the thread busy, and all from
 * there to the stack's end to be readable.
 * \returns the address of code without unwind information that was met, the last of these, or 0; HPI_HEAP_IN_SIGNAL
 *          where a signal interrupted one of the frames, which this walk does not follow */
HPI_RT uint64_t heapWalk(struct HpiHeapThread *T, const uint64_t *Frame) HPI_SYM("heapWalk");

/* Writes the stack of T->Frames into T->Pcs, innermost first, folded as walkStack() does. \returns its depth */
HPI_RT uint32_t heapFold(struct HpiHeapThread *T) HPI_SYM("heapFold");

/* Hash of a folded stack; never 0. */
HPI_RT uint64_t heapPathHash(const uint64_t *Pcs, uint32_t Depth) HPI_SYM("heapPathHash");

#endif
