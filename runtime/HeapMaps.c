/* HeapMaps.c - the functions that map memory, counting. See HeapMaps.h.
 *
 * What takes a mapping away holds the books meanwhile: its addresses may be another thread's mapping at once, which is
 * then noted after it. Signals are blocked, so that no handler comes upon the table half changed.
 */
#include "HeapMaps.h"

#include "HeapReal.h"
#include "Maps.h"
#include "Syscall.h"

enum { HPI_MREMAP_DONTUNMAP = 4, HPI_AT_PAGESZ = 6 };

extern uint64_t getauxval(uint64_t Type) __attribute__((weak));

struct HpiMapCalls MapReal;

HPI_RT void *heapMap(void *At, uint64_t Bytes, int Access, int Flags, int Fd, int64_t Offset) HPI_SYM("heapMap");
HPI_RT int heapUnmap(void *At, uint64_t Bytes) HPI_SYM("heapUnmap");
HPI_RT void *heapRemap(void *Old, uint64_t OldBytes, uint64_t Bytes, int Flags, void *At) HPI_SYM("heapRemap");

#define HPI_FRAME ((const uint64_t *)__builtin_frame_address(0))
#define HPI_MAP_FAILED ((void *)-1)

HPI_INLINE uint64_t wholePages(uint64_t Bytes) { return alignUp(Bytes, getauxval ? getauxval(HPI_AT_PAGESZ) : 4096); }

HPI_RT int isAllocators(uint64_t Pc) HPI_SYM("heapIsAllocators");

/* Whether Pc is in the code of an allocator that has an object of its own: its blocks are counted as they are given. */
int isAllocators(uint64_t Pc) {
  const struct HpiCodeRange *Its = mapsFind((uint64_t)HeapReal.Malloc);
  return Its && Its == mapsFind(Pc) && Its != mapsFind((uint64_t)&isAllocators);
}

/* A visit of the books, and the signal mask before. */
struct HpiMapVisit {
  uint64_t Mask;
  struct HpiVisitor V;
};

HPI_INLINE void mapBegin(struct HpiMapVisit *Visit, const uint64_t *Frame) {
  Visit->Mask = sysSignalMask(~0ull);
  Visit->V = bookBegin(Frame);
}

HPI_INLINE void mapEnd(const struct HpiMapVisit *Visit) {
  bookEnd(&Visit->V);
  sysSignalMask(Visit->Mask);
}

void *heapMap(void *At, uint64_t Bytes, int Access, int Flags, int Fd, int64_t Offset) {
  int IsOurs = (Flags & (MAP_TYPE | MAP_ANONYMOUS)) == (MAP_PRIVATE | MAP_ANONYMOUS), IsFixed = Flags & MAP_FIXED;
  if (!IsOurs && !IsFixed)
    return MapReal.Map(At, Bytes, Access, Flags, Fd, Offset);
  struct HpiMapVisit Visit;
  void *Result = IsFixed ? 0 : MapReal.Map(At, Bytes, Access, Flags, Fd, Offset);
  mapBegin(&Visit, HPI_FRAME);
  if (IsFixed)
    Result = MapReal.Map(At, Bytes, Access, Flags, Fd, Offset);
  if (Result != HPI_MAP_FAILED) {
    mapsTake(&Visit.V, (uint64_t)Result, wholePages(Bytes));
    if (IsOurs && !isAllocators(HPI_FRAME[1]))
      mapsAdd(&Visit.V, (uint64_t)Result, wholePages(Bytes));
  }
  mapEnd(&Visit);
  return Result;
}

int heapUnmap(void *At, uint64_t Bytes) {
  struct HpiMapVisit Visit;
  mapBegin(&Visit, HPI_FRAME);
  int Result = MapReal.Unmap(At, Bytes);
  if (!Result)
    mapsTake(&Visit.V, (uint64_t)At, wholePages(Bytes));
  mapEnd(&Visit);
  return Result;
}

void *heapRemap(void *Old, uint64_t OldBytes, uint64_t Bytes, int Flags, void *At) {
  struct HpiMapVisit Visit;
  mapBegin(&Visit, HPI_FRAME);
  void *Result = MapReal.Remap(Old, OldBytes, Bytes, Flags, At);
  if (Result != HPI_MAP_FAILED) {
    int IsOurs = Flags & HPI_MREMAP_DONTUNMAP ? mapsHas((uint64_t)Old, wholePages(OldBytes))
                                              : mapsTake(&Visit.V, (uint64_t)Old, wholePages(OldBytes));
    mapsTake(&Visit.V, (uint64_t)Result, wholePages(Bytes));
    if (IsOurs)
      mapsAdd(&Visit.V, (uint64_t)Result, wholePages(Bytes));
  }
  mapEnd(&Visit);
  return Result;
}

void mapsConnect(const struct HpiHeap *Books, int IsAll) {
  const struct HpiMapCalls Counting = {heapMap, heapMap, heapUnmap, heapRemap};
  int Counts = Books && State.Page->Options.mmap && MapReal.Map && MapReal.Unmap && MapReal.Remap;
  MapOuter = Counts && IsAll ? Counting : MapReal;
  MapCalls = Counts ? Counting : MapReal;
}

#define HPI_ALL_MAP_CALLS(F)                                                                                           \
  F(Map, void *, (void *At, uint64_t Bytes, int Access, int Flags, int Fd, int64_t Offset),                            \
    (At, Bytes, Access, Flags, Fd, Offset))                                                                            \
  F(MapLarge, void *, (void *At, uint64_t Bytes, int Access, int Flags, int Fd, int64_t Offset),                       \
    (At, Bytes, Access, Flags, Fd, Offset))                                                                            \
  F(Unmap, int, (void *At, uint64_t Bytes), (At, Bytes))                                                               \
  F(Remap, void *, (void *Old, uint64_t OldBytes, uint64_t Bytes, int Flags, void *At),                                \
    (Old, OldBytes, Bytes, Flags, At))
#define HPI_FIRST_MAP(...) HPI_FIRST_CALL(MapCalls, MapOuter, __VA_ARGS__)
HPI_ALL_MAP_CALLS(HPI_FIRST_MAP)

struct HpiMapCalls MapCalls = {HPI_ALL_MAP_CALLS(HPI_FIRST_OF)};
struct HpiMapCalls MapOuter = {HPI_ALL_MAP_CALLS(HPI_FIRST_OUTER_OF)};
