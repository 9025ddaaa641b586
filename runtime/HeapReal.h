/* HeapReal.h - the allocator that the process would use without us.
 *
 * Owns: finding it. Must not: call it, or libc's dlsym(), which allocates.
 */
#ifndef HPI_RUNTIME_HEAPREAL_H
#define HPI_RUNTIME_HEAPREAL_H

#include "HeapMaps.h"

/* How the calls of this object stand to those of the process. */
enum {
  HPI_REAL_NONE = 0,  /* there is no allocator */
  HPI_REAL_ALL = 1,   /* the process calls our definitions */
  HPI_REAL_OWN = 2,   /* only our own code does */
  HPI_REAL_OTHER = 3, /* the process calls those of another object with this runtime, which HeapReal holds */
};

/* Our definitions of the allocator's names, null where this object has none. */
HPI_RT_WEAK extern void *const HeapDoors[HPI_HEAP_NUM_CALLS] HPI_SYM("heap_doors");

/* The same of those that map memory. */
HPI_RT_WEAK extern void *const MapDoors[HPI_NUM_MAP_CALLS] HPI_SYM("heap_mapdoors");

/* Fills HeapReal and MapReal. \returns HPI_REAL_* */
HPI_RT int heapFindReal(void) HPI_SYM("heapFindReal");

#endif
