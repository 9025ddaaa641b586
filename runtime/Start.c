/* Start.c - bringing the object into the report of its process. See Start.h.
 *
 * A forked child still has its parent's blocks mapped, shared, and frames up the stack hold offsets of them. So the
 * child's own block goes to the address of the block that its thread counted in, and memory that nobody reads takes
 * the place of the other threads' blocks: a coroutine that was suspended there may hold their offsets.
 */
#include "Start.h"

#include "Block.h"
#include "Contexts.h"
#include "Environment.h"
#include "Follow.h"
#include "Image.h"
#include "Maps.h"
#include "Message.h"
#include "Object.h"
#include "Sampler.h"
#include "StoodBack.h"

HPI_STATIC_ASSERT(HPI_ABI_VERSION == 1); /* as the sentence below says */

HPI_RT void warnVersion(struct HpiScratch *Scratch, uint32_t OtherVersion) HPI_SYM("warnVersion");

void warnVersion(struct HpiScratch *Scratch, uint32_t OtherVersion) {
  struct HpiLine Line;
  lineStart(&Line, "warning: ");
  lineAdd(&Line, *Scratch->ObjectPath ? Scratch->ObjectPath : "this program");
  lineAdd(&Line, ": expected object files with probes of version 1, found some of version ");
  lineAddNumber(&Line, OtherVersion);
  lineAdd(&Line, ", whose counts are not written; build all with the same hpinstr");
  lineWrite(&Line, State.Page);
}

HPI_RT struct HpiScratch *mapScratch(void) HPI_SYM("mapScratch");

struct HpiScratch *mapScratch(void) {
  int64_t Address = sysMap(0, sizeof(struct HpiScratch), -1, 0);
  return Address < 0 ? 0 : (struct HpiScratch *)Address;
}

HPI_RT void startSampling(int64_t Fd) HPI_SYM("startSampling");

void startSampling(int64_t Fd) {
  if (!(State.Wants & HPI_WANTS_SAMPLES))
    return;
  samplerStart(Fd);
  samplerWatch(sysGetTid());
}

HPI_RT void join(struct HpiScratch *Scratch, const struct HpiArguments *Arguments) HPI_SYM("join");

/* Joins the report of the process, or begins it. */
void join(struct HpiScratch *Scratch, const struct HpiArguments *Arguments) {
  int64_t ExeSize = sysReadLink("/proc/self/exe", Scratch->ExePath, sizeof(Scratch->ExePath) - 1);
  Scratch->ExePath[ExeSize < 0 ? 0 : ExeSize] = 0;
  State.IsMain = *Scratch->ExePath && textEqual(Scratch->ExePath, Scratch->ObjectPath);
  int64_t Fd = -1;
  if (!State.Page)
    Fd = imageCreate(Scratch, Arguments, State.Pid, &State.Page);
  if (!State.Page)
    return;
  State.Page->Header.EndCheck = 0;
  State.Page->Header.EndMonotonicNs = 0;
  objectRegister(Scratch, Fd);
  if (State.Wants) {
    contextsStart(Fd);
    mapsUpdate(Fd);
    startSampling(Fd);
    sayStoodBack(Fd);
  }
  if (Fd >= 0) {
    struct HpiCountersChunk *Block = blockGrow(HPI_FIRST_REGION_BLOCKS, Fd, 0, sysGetTid());
    Offset = Block ? blockOffset(Block) : 0;
    sysClose(Fd);
  }
  followJoin();
}

void start(const struct HpiArguments *Arguments) {
  if (State.Started)
    return;
  State.Started = 1;
  uint32_t OtherVersion;
  int HasModules = objectFind(&OtherVersion);
  struct HpiScratch *Scratch = HasModules || OtherVersion ? mapScratch() : 0;
  if (!Scratch)
    return;
  State.Pid = sysGetPid();
  State.Page = scanMappings(Scratch, State.Pid);
  if (HasModules)
    join(Scratch, Arguments);
  if (OtherVersion)
    warnVersion(Scratch, OtherVersion);
  sysUnmap(Scratch, sizeof(*Scratch));
}

HPI_RT struct HpiRegion *findRegion(const void *Block) HPI_SYM("findRegion");

struct HpiRegion *findRegion(const void *Block) {
  for (uint32_t I = 0; I < State.NumRegions; ++I) {
    struct HpiRegion *Region = &State.Regions[I];
    uint64_t Distance = (uint64_t)Block - (uint64_t)Region->Addr;
    if (Distance < Region->NumBlocks * State.BlockBytes)
      return Region;
  }
  return 0;
}

HPI_RT void dropParentBlocks(void) HPI_SYM("dropParentBlocks");

/* Puts private memory in the place of the regions in the parent's file; keeps regions in memory, which fork made the
 * child's own. */
void dropParentBlocks(void) {
  uint32_t NumKept = 0;
  for (uint32_t I = 0; I < State.NumRegions; ++I) {
    struct HpiRegion *Region = &State.Regions[I];
    if (Region->FileOffset)
      sysMap(Region->Addr, Region->NumBlocks * State.BlockBytes, -1, 0);
    else
      State.Regions[NumKept++] = *Region;
  }
  State.NumRegions = NumKept;
  State.CursorRegion = 0;
  State.CursorBlock = 0;
}

HPI_RT void moveBlocks(int64_t Fd) HPI_SYM("moveBlocks");

void moveBlocks(int64_t Fd) {
  struct HpiCountersChunk *Own = Offset ? offsetBlock(Offset) : 0;
  struct HpiRegion *Region = Own ? findRegion(Own) : 0;
  uint32_t NumBlocks = 0;
  if (Region && Region->FileOffset) {
    uint64_t First = ((uint64_t)Own - (uint64_t)Region->Addr) / State.BlockBytes;
    NumBlocks = Region->NumBlocks - (uint32_t)First;
  }
  dropParentBlocks();
  if (NumBlocks)
    blockGrow(NumBlocks, Fd, Own, sysGetTid());
  else if (Own)
    Own->OwnerTid = sysGetTid();
}

void startForked(void) {
  State.Lock = 0;
  uint32_t Pid = sysGetPid();
  if (!State.Started || !State.Page || State.Pid == Pid)
    return;
  struct HpiScratch *Scratch = mapScratch();
  if (!Scratch)
    return;
  State.Pid = Pid;
  int64_t Fd = -1;
  if (State.Page->Header.Pid != Pid) {
    Fd = imageFork(Scratch, State.Page, Pid);
    contextsStartForked(Fd);
    mapsUpdate(Fd);
    startSampling(Fd);
    sayStoodBack(Fd);
  }
  scanMappings(Scratch, Pid);
  State.Page->Header.EndMonotonicNs = 0;
  objectRegister(Scratch, Fd);
  moveBlocks(Fd);
  if (State.TimesForked)
    State.TimesForked();
  if (State.CallsForked)
    State.CallsForked(Fd);
  if (State.HeapForked)
    State.HeapForked(Fd);
  followJoin();
  if (Fd >= 0)
    sysClose(Fd);
  sysUnmap(Scratch, sizeof(*Scratch));
}
