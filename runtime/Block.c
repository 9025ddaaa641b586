/* Block.c - blocks of counters, one a thread. See Block.h.
 *
 * A region is mapped as one, sparse but for its first page, so that a thread can start without opening the file. In
 * the file it is a row of COUNTERS chunks and one PAD chunk, the reserve. A new block is cut from the head of the
 * PAD. A reader may look at any moment, so each store leaves a file that reads right: the PAD behind the
 * block first, then the block's fields, then its kind (a COUNTERS chunk that is too large), then its size.
 */
#include "Block.h"

#include "File.h"
#include "Lock.h"
#include "Message.h"

enum {
  HPI_MAX_PROBES = 8, /* system calls a starting thread spends on finding a block whose thread is gone */
  HPI_MAX_REGION_BLOCKS = 4096
};

uint64_t blockSize(uint64_t NumCounters) {
  return alignUp(sizeof(struct HpiCountersChunk) + NumCounters * 8, HPI_PAGE_BYTES);
}

HPI_RT int64_t backPages(const struct HpiRegion *Region, uint64_t Start, uint64_t End) HPI_SYM("backPages");

/* Gives memory and disk space to a part of the region, so that no store there raises SIGBUS. Where the file cannot be
 * opened any more the kernel does it alone, from 5.14 on. */
int64_t backPages(const struct HpiRegion *Region, uint64_t Start, uint64_t End) {
  if (!Region->FileOffset || Start == End)
    return 0;
  int64_t Fd = fileReopen(State.Page);
  int64_t Error = Fd < 0 ? Fd : fileZero(Fd, Region->FileOffset + Start, End - Start);
  if (Fd >= 0)
    sysClose(Fd);
  if (Fd >= 0 && Error)
    return Error;
  int64_t Populated = sysPopulate(Region->Addr + Start, End - Start);
  if (Populated == -EINVAL)
    return Error;
  return Populated == -EFAULT ? -ENOSPC : Populated;
}

HPI_RT uint64_t backedEnd(const struct HpiRegion *Region, uint32_t I) HPI_SYM("backedEnd");

/* Where the part of the region ends that has disk space once block I is in use: with the head of the reserve. */
uint64_t backedEnd(const struct HpiRegion *Region, uint32_t I) {
  return (I + 1) * State.BlockBytes + (I + 1 < Region->NumBlocks ? HPI_PAGE_BYTES : 0);
}

HPI_RT struct HpiCountersChunk *cutBlock(struct HpiRegion *Region, uint32_t Tid) HPI_SYM("cutBlock");

struct HpiCountersChunk *cutBlock(struct HpiRegion *Region, uint32_t Tid) {
  uint64_t Bytes = State.BlockBytes;
  uint64_t Left = (Region->NumBlocks - Region->NumUsed - 1) * Bytes;
  uint64_t Start = Region->NumUsed * Bytes;
  int64_t Error = Start ? backPages(Region, Start + HPI_PAGE_BYTES, backedEnd(Region, Region->NumUsed)) : 0;
  if (Error) {
    warnReport(State.Page, Error, "counts of some threads of this process are not written");
    return 0;
  }
  struct HpiCountersChunk *Block = regionBlock(Region, Region->NumUsed);
  if (Left) {
    struct HpiChunk *Reserve = (struct HpiChunk *)((char *)Block + Bytes);
    Reserve->Size = Left;
    Reserve->Kind = HPI_CHUNK_PAD;
  }
  Block->ObjectId = State.ObjectId;
  Block->OwnerTid = Tid;
  Block->NumCounters = State.NumCounters;
  Block->MapAddr = (uint64_t)Block;
  __atomic_store_n(&Block->Head.Kind, HPI_CHUNK_COUNTERS, __ATOMIC_RELEASE);
  __atomic_store_n(&Block->Head.Size, Bytes, __ATOMIC_RELEASE);
  ++Region->NumUsed;
  return Block;
}

HPI_RT int64_t mapRegion(struct HpiRegion *Region, int64_t Fd, void *At) HPI_SYM("mapRegion");

/* Maps Region->NumBlocks blocks, or as many of them as the file may grow by, at the end of the file. */
int64_t mapRegion(struct HpiRegion *Region, int64_t Fd, void *At) {
  struct HpiWriterPage *Page = State.Page;
  uint64_t Start;
  int64_t Error = filePad(Page, Fd, &Start);
  while (!Error) {
    Error = fileExtend(Page, Fd, Start + Region->NumBlocks * State.BlockBytes);
    if (Error != -EFBIG || Region->NumBlocks == 1)
      break;
    Region->NumBlocks /= 2;
    Error = 0;
  }
  if (Error)
    return Error;
  uint64_t Bytes = Region->NumBlocks * State.BlockBytes;
  Error = fileZero(Fd, Start, backedEnd(Region, 0));
  if (Error)
    return Error;
  int64_t Address = sysMap(At, Bytes, Fd, Start);
  if (Address < 0)
    return Address;
  Region->Addr = (char *)Address;
  Region->FileOffset = Start;
  sysPopulate(Region->Addr, backedEnd(Region, 0));
  struct HpiChunk *Reserve = (struct HpiChunk *)Region->Addr;
  Reserve->Kind = HPI_CHUNK_PAD;
  Reserve->Size = Bytes;
  __atomic_store_n(&Page->Header.CommittedSize, Start + Bytes, __ATOMIC_RELEASE);
  return 0;
}

HPI_RT int64_t mapRegionInFile(struct HpiRegion *Region, int64_t Fd, void *At) HPI_SYM("mapRegionInFile");

int64_t mapRegionInFile(struct HpiRegion *Region, int64_t Fd, void *At) {
  int64_t Own = Fd < 0 ? fileReopen(State.Page) : Fd;
  if (Own < 0)
    return Own;
  lockAcquire(&State.Page->Header.Lock, State.Pid);
  int64_t Error = mapRegion(Region, Own, At);
  lockRelease(&State.Page->Header.Lock);
  if (Fd < 0)
    sysClose(Own);
  return Error;
}

struct HpiCountersChunk *blockGrow(uint32_t NumBlocks, int64_t Fd, void *At, uint32_t Tid) {
  if (State.NumRegions == HPI_NUM_REGIONS)
    return 0;
  struct HpiRegion *Region = &State.Regions[State.NumRegions];
  Region->NumUsed = 0;
  Region->FileOffset = 0;
  Region->NumBlocks = NumBlocks;
  struct HpiCountersChunk *Block = 0;
  int64_t Error = State.InMemory ? 0 : mapRegionInFile(Region, Fd, At);
  if (!Error && !State.InMemory)
    Block = cutBlock(Region, Tid);
  if (!Block) {
    if (Error)
      warnReport(State.Page, Error, "counts of some threads of this process are not written");
    Region->FileOffset = 0;
    int64_t Address = sysMap(At, Region->NumBlocks * State.BlockBytes, -1, 0);
    if (Address < 0)
      return 0;
    Region->Addr = (char *)Address;
    Block = cutBlock(Region, Tid);
  }
  ++State.NumRegions;
  return Block;
}

HPI_RT int moveCursor(void) HPI_SYM("moveCursor");

/* Moves the cursor to the next block in use. \returns 0 where there is none */
int moveCursor(void) {
  for (uint32_t Tries = 0; Tries <= State.NumRegions; ++Tries) {
    if (State.CursorRegion < State.NumRegions && ++State.CursorBlock < State.Regions[State.CursorRegion].NumUsed)
      return 1;
    if (++State.CursorRegion >= State.NumRegions)
      State.CursorRegion = 0;
    State.CursorBlock = (uint32_t)-1;
  }
  return 0;
}

HPI_RT struct HpiCountersChunk *findFreeBlock(uint32_t Tid) HPI_SYM("findFreeBlock");

struct HpiCountersChunk *findFreeBlock(uint32_t Tid) {
  for (int Probe = 0; Probe < HPI_MAX_PROBES && moveCursor(); ++Probe) {
    struct HpiCountersChunk *Block = regionBlock(&State.Regions[State.CursorRegion], State.CursorBlock);
    uint32_t Owner = Block->OwnerTid;
    if (Owner && Owner != Tid && sysThreadLives(State.Pid, Owner))
      continue;
    Block->OwnerTid = Tid;
    return Block;
  }
  return 0;
}

struct HpiCountersChunk *blockTake(uint32_t Tid) {
  struct HpiCountersChunk *Block = findFreeBlock(Tid);
  uint32_t NumBlocks = 0;
  for (uint32_t I = 0; I < State.NumRegions && !Block; ++I) {
    NumBlocks += State.Regions[I].NumBlocks;
    if (State.Regions[I].NumUsed < State.Regions[I].NumBlocks)
      Block = cutBlock(&State.Regions[I], Tid);
  }
  if (Block)
    return Block;
  if (NumBlocks < HPI_FIRST_REGION_BLOCKS)
    NumBlocks = HPI_FIRST_REGION_BLOCKS;
  return blockGrow(NumBlocks < HPI_MAX_REGION_BLOCKS ? NumBlocks : HPI_MAX_REGION_BLOCKS, -1, 0, Tid);
}
