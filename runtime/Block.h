/* Block.h - blocks of counters, one a thread.
 *
 * Owns: regions of blocks and who counts in which. Must not: zero a counter or unmap a block; code that holds
 * an offset may run at any time. All functions want State.Lock held and signals blocked.
 */
#ifndef HPI_RUNTIME_BLOCK_H
#define HPI_RUNTIME_BLOCK_H

#include "State.h"

/* The block I of Region. */
HPI_INLINE struct HpiCountersChunk *regionBlock(const struct HpiRegion *Region, uint32_t I) {
  return (struct HpiCountersChunk *)(Region->Addr + I * State.BlockBytes);
}
/* The offset of a thread that counts in Block, and back. */
HPI_INLINE int64_t blockOffset(const struct HpiCountersChunk *Block) {
  return (int64_t)((uint64_t)(Block + 1) - State.SectionAddr);
}
HPI_INLINE struct HpiCountersChunk *offsetBlock(int64_t Value) {
  return (struct HpiCountersChunk *)(State.SectionAddr + (uint64_t)Value) - 1;
}

/* Bytes of a block for NumCounters counters. */
HPI_RT uint64_t blockSize(uint64_t NumCounters) HPI_SYM("blockSize");
/* A block for thread Tid: one whose thread is gone, else a new one.
 * \returns null where no memory can be had */
HPI_RT struct HpiCountersChunk *blockTake(uint32_t Tid) HPI_SYM("blockTake");
/* Adds a region of up to NumBlocks blocks, in the file where that has room, else in memory with a warning, and
 * takes its first block for Tid.
 * \param Fd  the open report, or -1
 * \param At  where it must lie, or null */
HPI_RT struct HpiCountersChunk *blockGrow(uint32_t NumBlocks, int64_t Fd, void *At, uint32_t Tid) HPI_SYM("blockGrow");

#endif
