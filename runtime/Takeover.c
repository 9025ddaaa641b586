/* Takeover.c - an object that was closed and is loaded again. See Takeover.h. */
#include "Takeover.h"

#include "Block.h"
#include "File.h"

/* The head of any chunk, and as much behind it as the kinds of interest here have. */
union HpiAnyChunk {
  struct HpiChunk Head;
  struct HpiObjectChunk Object;
  struct HpiCountersChunk Counters;
};

HPI_RT int readChunk(int64_t Fd, uint64_t FileOffset, union HpiAnyChunk *Chunk) HPI_SYM("readChunk");

int readChunk(int64_t Fd, uint64_t FileOffset, union HpiAnyChunk *Chunk) {
  if (FileOffset >= State.Page->Header.CommittedSize)
    return 0;
  int64_t Size = sysPread(Fd, Chunk, sizeof(*Chunk), FileOffset);
  return Size >= (int64_t)sizeof(Chunk->Head) && Chunk->Head.Size >= sizeof(Chunk->Head);
}

HPI_RT uint64_t findClosed(int64_t Fd, union HpiAnyChunk *Chunk) HPI_SYM("findClosed");

/* Offset of the OBJECT chunk to take over, which is left in *Chunk, or 0. */
uint64_t findClosed(int64_t Fd, union HpiAnyChunk *Chunk) {
  for (uint64_t Place = HPI_HEADER_BYTES; readChunk(Fd, Place, Chunk); Place += Chunk->Head.Size) {
    const struct HpiObjectChunk *Object = &Chunk->Object;
    if (Object->Head.Kind == HPI_CHUNK_OBJECT && Object->State == HPI_OBJECT_CLOSED &&
        Object->ObjectHash == State.ObjectHash && Object->NumCounters == State.NumCounters &&
        Object->NumModules == State.NumModules)
      return Place;
  }
  return 0;
}

HPI_RT void collectRegions(int64_t Fd, uint64_t Place) HPI_SYM("collectRegions");

/* Finds the regions behind Place again: blocks of the object that lie side by side, and the reserve behind them. */
void collectRegions(int64_t Fd, uint64_t Place) {
  union HpiAnyChunk Chunk;
  struct HpiRegion *Region = 0;
  uint64_t End = 0; /* where the blocks of Region seen so far end in the file */
  for (; readChunk(Fd, Place, &Chunk); Place += Chunk.Head.Size) {
    int IsNext = Region && Place == End;
    if (IsNext && Chunk.Head.Kind == HPI_CHUNK_PAD && Chunk.Head.Size % State.BlockBytes == 0) {
      Region->NumBlocks += (uint32_t)(Chunk.Head.Size / State.BlockBytes);
      continue;
    }
    if (Chunk.Head.Kind != HPI_CHUNK_COUNTERS || Chunk.Counters.ObjectId != State.ObjectId)
      continue;
    if (!IsNext || Chunk.Counters.MapAddr != (uint64_t)regionBlock(Region, Region->NumUsed)) {
      if (State.NumRegions == HPI_NUM_REGIONS)
        return;
      Region = &State.Regions[State.NumRegions++];
      Region->Addr = (char *)Chunk.Counters.MapAddr;
      Region->FileOffset = Place;
      Region->NumBlocks = 0;
      Region->NumUsed = 0;
    }
    ++Region->NumBlocks;
    ++Region->NumUsed;
    End = Place + State.BlockBytes;
  }
}

HPI_RT int reopenObject(int64_t Fd, struct HpiObjectChunk *Object) HPI_SYM("reopenObject");

int reopenObject(int64_t Fd, struct HpiObjectChunk *Object) {
  Object->State = HPI_OBJECT_OPEN;
  Object->SectionAddr = State.SectionAddr;
  struct HpiIoVec Vec = {Object, sizeof(*Object)};
  return sysPwritev(Fd, &Vec, 1, State.ObjectOffset) == sizeof(*Object);
}

int takeOver(int64_t Fd) {
  union HpiAnyChunk Chunk;
  if (!State.Page->NumClosed)
    return 0;
  State.ObjectOffset = findClosed(Fd, &Chunk);
  if (!State.ObjectOffset || !reopenObject(Fd, &Chunk.Object))
    return 0;
  State.ObjectId = Chunk.Object.ObjectId;
  --State.Page->NumClosed;
  collectRegions(Fd, State.ObjectOffset);
  return 1;
}
