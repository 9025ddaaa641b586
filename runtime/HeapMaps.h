/* HeapMaps.h - memory that the program maps by itself, where it is to be counted (mmap=on).
 *
 * Owns: the functions of MapFamily.inc as the program calls them, and the table of live mappings. Must not: know of
 * mappings that do not come by these functions: libc's own, the allocator's, and ours.
 */
#ifndef HPI_RUNTIME_HEAPMAPS_H
#define HPI_RUNTIME_HEAPMAPS_H

#include "HeapBooks.h"

struct HpiMapCalls {
  void *(*Map)(void *At, uint64_t Bytes, int Access, int Flags, int Fd, int64_t Offset);
  void *(*MapLarge)(void *At, uint64_t Bytes, int Access, int Flags, int Fd, int64_t Offset);
  int (*Unmap)(void *At, uint64_t Bytes);
  void *(*Remap)(void *Old, uint64_t OldBytes, uint64_t Bytes, int Flags, void *At);
};
enum { HPI_NUM_MAP_CALLS = sizeof(struct HpiMapCalls) / sizeof(void *) };

HPI_RT extern struct HpiMapCalls MapCalls HPI_SYM("heapmapcalls"); /* as HeapCalls, HeapOuter and HeapReal */
HPI_RT extern struct HpiMapCalls MapOuter HPI_SYM("heap_mapouter");
HPI_RT extern struct HpiMapCalls MapReal HPI_SYM("heapmapreal");

/* Has the calls lead on, Books being null where nothing is to be counted; IsAll: those of the whole process count. */
HPI_RT void mapsConnect(const struct HpiHeap *Books, int IsAll) HPI_SYM("heapMapsConnect");

/* Bytes that a block has at these addresses, all or a part of it. */
struct HpiMapRange {
  uint64_t Start, End;
  uint64_t Serial; /* of the block */
  uint32_t Place, Birth;
  uint32_t IsPart; /* the block may have others */
};

/* The addresses are a block's from now on, which V asked for. Without memory for the table it is not counted. */
HPI_RT void mapsAdd(const struct HpiVisitor *V, uint64_t Start, uint64_t Bytes) HPI_SYM("heapMapsAdd");
/* Whether any of the addresses is a block's. */
HPI_RT int mapsHas(uint64_t Start, uint64_t Bytes) HPI_SYM("heapMapsHas");
/* The addresses are no block's any longer. \returns whether any were */
HPI_RT int mapsTake(const struct HpiVisitor *V, uint64_t Start, uint64_t Bytes) HPI_SYM("heapMapsTake");

#endif
