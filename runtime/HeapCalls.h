/* HeapCalls.h - the allocator's functions as the program calls them, counting.
 *
 * Owns: their declarations, as HeapFamily.inc names them. Each does what libc's of the same name does, leaves errno as
 * that does, and may be called wherever that may.
 */
#ifndef HPI_RUNTIME_HEAPCALLS_H
#define HPI_RUNTIME_HEAPCALLS_H

#include "Names.h"

HPI_RT void *heapMalloc(uint64_t Size) HPI_SYM("heapMalloc");
HPI_RT void heapFree(void *Block) HPI_SYM("heapFree");
HPI_RT void *heapCalloc(uint64_t Num, uint64_t Size) HPI_SYM("heapCalloc");
HPI_RT void *heapRealloc(void *Block, uint64_t Size) HPI_SYM("heapRealloc");
HPI_RT void *heapReallocarray(void *Block, uint64_t Num, uint64_t Size) HPI_SYM("heapReallocarray");
HPI_RT void *heapAlignedAlloc(uint64_t Align, uint64_t Size) HPI_SYM("heapAlignedAlloc");
HPI_RT int heapPosixMemalign(void **Result, uint64_t Align, uint64_t Size) HPI_SYM("heapPosixMemalign");
HPI_RT void *heapMemalign(uint64_t Align, uint64_t Size) HPI_SYM("heapMemalign");
HPI_RT void *heapValloc(uint64_t Size) HPI_SYM("heapValloc");
HPI_RT void *heapPvalloc(uint64_t Size) HPI_SYM("heapPvalloc");
HPI_RT uint64_t heapUsableSize(void *Block) HPI_SYM("heapUsableSize");
/* Stands for heapMalloc until the first call has found out what is to be counted. */
HPI_RT void *heapFirstMalloc(uint64_t Size) HPI_SYM("heapFirstMalloc");

#endif
