/* HeapSide.c - blocks that have no tail. See HeapSide.h.
 *
 * A hash table with linear probing, at most half full. Who leaves has those behind it move up, so that there are no
 * tombstones. Format: Knuth, The Art of Computer Programming, volume 3, 6.4, algorithm R.
 */
#include "HeapSide.h"

#include "Syscall.h"

enum { HPI_SIDE_FIRST = 4096 };

HPI_INLINE uint64_t sideHome(uint64_t Address) { return (Address * 0x9e3779b97f4a7c15u >> 20) & (Heap->SideRoom - 1); }

HPI_RT struct HpiSideBlock *sideFind(uint64_t Address) HPI_SYM("heapSideFind");

/* The place of Address, or the free one that it would get. */
struct HpiSideBlock *sideFind(uint64_t Address) {
  uint64_t I = sideHome(Address);
  while (Heap->Side[I].Address && Heap->Side[I].Address != Address)
    I = (I + 1) & (Heap->SideRoom - 1);
  return &Heap->Side[I];
}

HPI_RT int sideGrow(void) HPI_SYM("heapSideGrow");

/* \returns 0 where there is no memory */
int sideGrow(void) {
  struct HpiSideBlock *Old = Heap->Side;
  uint64_t OldRoom = Heap->SideRoom, Room = OldRoom ? OldRoom * 2 : HPI_SIDE_FIRST;
  int64_t Address = sysMap(0, Room * sizeof(*Old), -1, 0);
  if (Address < 0)
    return 0;
  Heap->Side = (struct HpiSideBlock *)Address;
  Heap->SideRoom = Room;
  for (uint64_t I = 0; I < OldRoom; ++I)
    if (Old[I].Address)
      *sideFind(Old[I].Address) = Old[I];
  if (Old)
    sysUnmap(Old, OldRoom * sizeof(*Old));
  return 1;
}

void sideAdd(void *Address, const struct HpiBlock *Block) {
  if (Heap->SideUsed * 2 >= Heap->SideRoom && !sideGrow())
    return;
  struct HpiSideBlock *Place = sideFind((uint64_t)Address);
  Heap->SideUsed += !Place->Address;
  *Place = (struct HpiSideBlock){(uint64_t)Address, Block->Size, Block->Place, Block->Birth};
}

int sideTake(void *Address, struct HpiBlock *Block) {
  struct HpiSideBlock *Place = Heap->SideRoom ? sideFind((uint64_t)Address) : 0;
  if (!Place || !Place->Address)
    return 0;
  *Block = (struct HpiBlock){Place->Size, Place->Place, Place->Birth, 0};
  uint64_t Hole = (uint64_t)(Place - Heap->Side), Mask = Heap->SideRoom - 1;
  for (uint64_t I = (Hole + 1) & Mask; Heap->Side[I].Address; I = (I + 1) & Mask)
    if (((I - sideHome(Heap->Side[I].Address)) & Mask) >= ((I - Hole) & Mask)) {
      Heap->Side[Hole] = Heap->Side[I];
      Hole = I;
    }
  Heap->Side[Hole].Address = 0;
  --Heap->SideUsed;
  return 1;
}
