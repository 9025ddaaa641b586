/* HeapMapTable.c - which addresses are whose mapping. See HeapMaps.h.
 *
 * An array by address, which grows by mappings of our own. A block that loses its middle has two ranges in it; it is
 * freed when the last of its ranges is gone.
 */
#include "HeapMaps.h"

#include "Syscall.h"

enum { HPI_FIRST_MAPS = 1024 };

HPI_RT int mapsGrow(void) HPI_SYM("heapMapsGrow");

/* \returns 0 where there is no memory */
int mapsGrow(void) {
  struct HpiMapRange *Old = Heap->Maps;
  uint64_t OldRoom = Heap->MapsRoom, Room = OldRoom ? OldRoom * 2 : HPI_FIRST_MAPS;
  int64_t Address = sysMap(0, Room * sizeof(*Old), -1, 0);
  if (Address < 0)
    return 0;
  struct HpiMapRange *New = (struct HpiMapRange *)Address;
  for (uint64_t I = 0; I < Heap->NumMaps; ++I)
    New[I] = Old[I];
  Heap->Maps = New;
  Heap->MapsRoom = Room;
  if (Old)
    sysUnmap(Old, OldRoom * sizeof(*Old));
  return 1;
}

HPI_RT uint64_t mapsFirstBehind(uint64_t Address) HPI_SYM("heapMapsFirstBehind");

/* The first range that ends above Address. */
uint64_t mapsFirstBehind(uint64_t Address) {
  uint64_t Low = 0, High = Heap->NumMaps;
  while (Low < High) {
    uint64_t Middle = (Low + High) / 2;
    if (Heap->Maps[Middle].End > Address)
      High = Middle;
    else
      Low = Middle + 1;
  }
  return Low;
}

HPI_RT int mapsInsert(uint64_t Index, const struct HpiMapRange *Range) HPI_SYM("heapMapsInsert");

int mapsInsert(uint64_t Index, const struct HpiMapRange *Range) {
  if (Heap->NumMaps == Heap->MapsRoom && !mapsGrow())
    return 0;
  for (uint64_t I = Heap->NumMaps++; I > Index; --I)
    Heap->Maps[I] = Heap->Maps[I - 1];
  Heap->Maps[Index] = *Range;
  return 1;
}

void mapsAdd(const struct HpiVisitor *V, uint64_t Start, uint64_t Bytes) {
  struct HpiMapRange New = {Start, Start + Bytes, ++Heap->MapSerial, 0, 0, 0};
  uint64_t Index = mapsFirstBehind(Start);
  if (!mapsInsert(Index, &New))
    return;
  uint64_t PlaceAndBirth = bookGive(V, Bytes);
  Heap->Maps[Index].Place = (uint32_t)PlaceAndBirth;
  Heap->Maps[Index].Birth = (uint32_t)(PlaceAndBirth >> 32);
}

HPI_RT int mapsIsLast(const struct HpiMapRange *Range) HPI_SYM("heapMapsIsLast");

/* Whether the block has no other range that is not empty. */
int mapsIsLast(const struct HpiMapRange *Range) {
  for (uint64_t I = 0; Range->IsPart && I < Heap->NumMaps; ++I) {
    const struct HpiMapRange *Other = &Heap->Maps[I];
    if (Other != Range && Other->Serial == Range->Serial && Other->Start != Other->End)
      return 0;
  }
  return 1;
}

HPI_RT void mapsCut(const struct HpiVisitor *V, uint64_t Index, uint64_t Start, uint64_t End) HPI_SYM("heapMapsCut");

/* Takes what a range has between Start and End; what is left may be empty. */
void mapsCut(const struct HpiVisitor *V, uint64_t Index, uint64_t Start, uint64_t End) {
  struct HpiMapRange *Range = &Heap->Maps[Index];
  uint64_t From = Start > Range->Start ? Start : Range->Start, To = End < Range->End ? End : Range->End;
  struct HpiBlock Gone = {To - From, Range->Place, Range->Birth, 0};
  int IsWhole = From == Range->Start && To == Range->End;
  bookTake(V, &Gone, IsWhole && mapsIsLast(Range));
  if (From == Range->Start) {
    Range->Start = To;
    return;
  }
  struct HpiMapRange Rest = *Range;
  Range->End = From;
  if (To == Rest.End)
    return;
  Range->IsPart = 1;
  Rest.IsPart = 1;
  Rest.Start = To;
  mapsInsert(Index + 1, &Rest);
}

int mapsHas(uint64_t Start, uint64_t Bytes) {
  uint64_t Index = mapsFirstBehind(Start);
  return Bytes && Index < Heap->NumMaps && Heap->Maps[Index].Start < Start + Bytes;
}

int mapsTake(const struct HpiVisitor *V, uint64_t Start, uint64_t Bytes) {
  if (!mapsHas(Start, Bytes))
    return 0;
  uint64_t First = mapsFirstBehind(Start), End = Start + Bytes, Index = First;
  for (; Index < Heap->NumMaps && Heap->Maps[Index].Start < End; ++Index)
    mapsCut(V, Index, Start, End);
  uint64_t Kept = First;
  for (Index = First; Index < Heap->NumMaps; ++Index)
    if (Heap->Maps[Index].Start != Heap->Maps[Index].End)
      Heap->Maps[Kept++] = Heap->Maps[Index];
  Heap->NumMaps = Kept;
  return 1;
}
