/* Maps.c - what code is mapped where. See Maps.h.
 *
 * A library can go at any moment, so its headers are read by a system call that fails where a load would fault.
 */
#include "Maps.h"

#include "Elf.h"
#include "File.h"
#include "Lock.h"
#include "Mappings.h"
#include "Text.h"

enum { HPI_MAPS_BYTES = 256 * 1024 };

/* Memory for one look at the mappings. */
struct HpiMapsScratch {
  struct HpiCodeRanges *Ranges; /* to be filled */
  uint64_t Hash;
  uint64_t Bytes; /* of Chunk so far */
  uint64_t Base;  /* of the file that was mapped last from its start */
  char BasePath[4104];
  char Buffer[16384];
  struct HpiMapsChunk Chunk;
  char Items[HPI_MAPS_BYTES];
};

HPI_RT void addToHash(uint64_t *Hash, const void *Data, uint64_t Bytes) HPI_SYM("addToHash");

/* FNV-1a. */
void addToHash(uint64_t *Hash, const void *Data, uint64_t Bytes) {
  for (uint64_t I = 0; I < Bytes; ++I)
    *Hash = (*Hash ^ ((const unsigned char *)Data)[I]) * 0x100000001b3u;
}

HPI_RT void fillIdentity(struct HpiMapItem *Item, uint64_t Base, const char *Path) HPI_SYM("fillIdentity");

void fillIdentity(struct HpiMapItem *Item, uint64_t Base, const char *Path) {
  Item->BuildIdBytes = elfBuildId(Base, Item->BuildId, sizeof(Item->BuildId));
  struct statx Stat;
  zeroBytes(&Stat, sizeof(Stat));
  if (HPI_CALL(statx, AT_FDCWD, Path, AT_NO_AUTOMOUNT, STATX_SIZE | STATX_MTIME, &Stat, 0))
    return;
  Item->FileBytes = Stat.stx_size;
  Item->ModifiedNs = Stat.stx_mtime.tv_sec * 1000000000 + Stat.stx_mtime.tv_nsec;
}

HPI_RT void visitCode(const struct HpiMapping *Mapping, void *Context) HPI_SYM("visitCode");

void visitCode(const struct HpiMapping *Mapping, void *Context) {
  struct HpiMapsScratch *Scratch = Context;
  uint64_t PathBytes = Mapping->PathSize;
  if (!Mapping->FileOffset && PathBytes < sizeof(Scratch->BasePath)) {
    Scratch->Base = Mapping->Start;
    copyBytes(Scratch->BasePath, Mapping->Path, PathBytes + 1);
  }
  uint64_t Bytes = sizeof(struct HpiMapItem) + alignUp(PathBytes, 8);
  int HasRoom = Scratch->Ranges->NumRanges < HPI_NUM_RANGES && Scratch->Bytes + Bytes <= HPI_MAPS_BYTES;
  if (!Mapping->IsExecutable || !HasRoom)
    return;
  uint64_t Base = textEqual(Scratch->BasePath, Mapping->Path) ? Scratch->Base : 0;
  struct HpiCodeRange *Range = &Scratch->Ranges->Ranges[Scratch->Ranges->NumRanges++];
  Range->Start = Mapping->Start;
  Range->End = Mapping->End;
  Range->Base = Base;
  Range->Frames = 0;
  struct HpiMapItem *Item = (struct HpiMapItem *)(Scratch->Items + Scratch->Bytes);
  Item->Start = Mapping->Start;
  Item->End = Mapping->End;
  Item->FileOffset = Mapping->FileOffset;
  Item->PathBytes = (uint32_t)PathBytes;
  if (PathBytes)
    fillIdentity(Item, Base, Mapping->Path);
  copyBytes(Item + 1, Mapping->Path, PathBytes);
  Scratch->Bytes += Bytes;
  ++Scratch->Chunk.NumMaps;
  addToHash(&Scratch->Hash, Item, Bytes);
}

HPI_RT int64_t writeGeneration(struct HpiMapsScratch *Scratch, int64_t Fd) HPI_SYM("writeGeneration");

/* Appends the chunk. \returns 0 or a negative errno value */
int64_t writeGeneration(struct HpiMapsScratch *Scratch, int64_t Fd) {
  struct HpiWriterPage *Page = State.Page;
  int64_t Own = Fd < 0 ? fileReopen(Page) : Fd;
  if (Own < 0)
    return Own;
  uint64_t Bytes = sizeof(struct HpiMapsChunk) + Scratch->Bytes;
  Scratch->Chunk.Head.Kind = HPI_CHUNK_MAPS;
  Scratch->Chunk.Head.Size = Bytes;
  lockAcquire(&Page->Header.Lock, State.Pid);
  uint64_t Start = Page->Header.CommittedSize;
  struct HpiIoVec Vec = {&Scratch->Chunk, Bytes};
  int64_t Written = Start + Bytes > sysFileSizeLimit() ? -EFBIG : sysPwritev(Own, &Vec, 1, Start);
  if (Written == (int64_t)Bytes) {
    if (Page->Header.FileSize < Start + Bytes)
      Page->Header.FileSize = Start + Bytes;
    __atomic_store_n(&Page->Header.CommittedSize, Start + Bytes, __ATOMIC_RELEASE);
  }
  lockRelease(&Page->Header.Lock);
  if (Fd < 0)
    sysClose(Own);
  return Written == (int64_t)Bytes ? 0 : Written < 0 ? Written : -ENOSPC;
}

HPI_RT void setGeneration(struct HpiShared *Shared, struct HpiMapsScratch *Scratch, int64_t Fd)
    HPI_SYM("setGeneration");

void setGeneration(struct HpiShared *Shared, struct HpiMapsScratch *Scratch, int64_t Fd) {
  uint32_t Generation = 0;
  for (uint32_t I = 0; I < Shared->NumGenerations; ++I)
    if (Shared->Generations[I] == Scratch->Hash)
      Generation = I + 1;
  if (!Generation && Shared->NumGenerations < HPI_NUM_GENERATIONS) {
    Scratch->Chunk.Generation = Shared->NumGenerations + 1;
    if (writeGeneration(Scratch, Fd))
      return;
    Shared->Generations[Shared->NumGenerations] = Scratch->Hash;
    Generation = ++Shared->NumGenerations;
  }
  if (!Generation)
    return;
  __atomic_store_n(&Shared->Code, Scratch->Ranges, __ATOMIC_RELEASE);
  __atomic_store_n(&Shared->Generation, Generation, __ATOMIC_RELEASE);
}

void mapsUpdate(int64_t Fd) {
  struct HpiShared *Shared = State.Page->Shared;
  if (!Shared || sysIsLockedIn(State.Page->SeccompAtStart))
    return;
  int64_t Address = sysMap(0, sizeof(struct HpiMapsScratch), -1, 0);
  if (Address < 0)
    return;
  struct HpiMapsScratch *Scratch = (struct HpiMapsScratch *)Address;
  lockAcquire(&Shared->Lock, State.Pid);
  Scratch->Hash = 0xcbf29ce484222325u;
  Scratch->Ranges = &Shared->CodeCopies[Shared->Code == &Shared->CodeCopies[0]];
  Scratch->Ranges->NumRanges = 0;
  mappingsVisit(Scratch->Buffer, sizeof(Scratch->Buffer), visitCode, Scratch);
  setGeneration(Shared, Scratch, Fd);
  lockRelease(&Shared->Lock);
  sysUnmap(Scratch, sizeof(*Scratch));
}

const struct HpiCodeRange *mapsFind(uint64_t Pc) {
  const struct HpiCodeRanges *Code =
      State.Page->Shared ? __atomic_load_n(&State.Page->Shared->Code, __ATOMIC_ACQUIRE) : 0;
  uint32_t Low = 0, High = Code ? Code->NumRanges : 0;
  while (Low < High) {
    uint32_t Middle = (Low + High) / 2;
    const struct HpiCodeRange *Range = &Code->Ranges[Middle];
    if (Pc < Range->Start)
      High = Middle;
    else if (Pc >= Range->End)
      Low = Middle + 1;
    else
      return Range;
  }
  return 0;
}
