/* HeapSide.h - blocks that have no tail.
 *
 * Owns: a table of them by address, for what operator new makes where the process's allocator does not call us. Must
 * not: be used but by who writes the books, and not by a signal handler.
 */
#ifndef HPI_RUNTIME_HEAPSIDE_H
#define HPI_RUNTIME_HEAPSIDE_H

#include "HeapBooks.h"

struct HpiSideBlock {
  uint64_t Address; /* 0 where free */
  uint64_t Size;
  uint32_t Place, Birth;
};

/* Where there is no memory the block is forgotten. */
HPI_RT void sideAdd(void *Address, const struct HpiBlock *Block) HPI_SYM("heapSideAdd");
/* Takes the block out. \returns 0 where it is not there */
HPI_RT int sideTake(void *Address, struct HpiBlock *Block) HPI_SYM("heapSideTake");

#endif
