/* Object.c - the object that holds this copy of the runtime. See Object.h. */
#include "Object.h"

#include "Block.h"
#include "File.h"
#include "Lock.h"
#include "Message.h"
#include "Takeover.h"

/* The linker defines these where the object has such a section. */
HPI_RT_WEAK extern char ModulesStart[] __asm__("__start___hpi_mods");
HPI_RT_WEAK extern char ModulesStop[] __asm__("__stop___hpi_mods");
HPI_RT_WEAK extern uint64_t CountersStart[] __asm__("__start___hpi_cnts");
HPI_RT_WEAK extern uint64_t CountersStop[] __asm__("__stop___hpi_cnts");

HPI_RT const struct HpiModuleDesc *nextModule(const char **Place, uint32_t *OtherVersion) HPI_SYM("nextModule");

/* The next descriptor of our version from *Place on, or null at the end. Steps over padding that linkers leave. Early
 * ones end before Wants. */
const struct HpiModuleDesc *nextModule(const char **Place, uint32_t *OtherVersion) {
  while (ModulesStop - *Place >= (int64_t)offsetof(struct HpiModuleDesc, Wants)) {
    const struct HpiModuleDesc *Desc = (const struct HpiModuleDesc *)*Place;
    *Place += Desc->DescSize ? Desc->DescSize : 8;
    if (!Desc->DescSize)
      continue;
    if (Desc->AbiVersion == HPI_ABI_VERSION)
      return Desc;
    *OtherVersion = Desc->AbiVersion;
  }
  return 0;
}

HPI_RT void hashModule(const struct HpiModuleDesc *Desc) HPI_SYM("hashModule");

/* FNV-1a over the bytes of the module's hash. */
void hashModule(const struct HpiModuleDesc *Desc) {
  for (uint32_t Shift = 0; Shift < 64; Shift += 8)
    State.ObjectHash = (State.ObjectHash ^ ((Desc->Hash >> Shift) & 255)) * 0x100000001b3u;
}

HPI_RT uint64_t placesFor(uint64_t NumPointerCalls) HPI_SYM("placesFor");

/* Counters that the targets of so many calls through pointers share: most calls have one target or a few. */
uint64_t placesFor(uint64_t NumPointerCalls) {
  enum { HPI_PLACES_A_CALL = 4, HPI_MIN_PLACES = 1024 };
  uint64_t NumPlaces = HPI_MIN_PLACES;
  while (NumPlaces < NumPointerCalls * HPI_PLACES_A_CALL)
    NumPlaces *= 2;
  return NumPointerCalls ? NumPlaces : 0;
}

int objectFind(uint32_t *OtherVersion) {
  *OtherVersion = 0;
  State.SectionAddr = (uint64_t)CountersStart;
  State.FirstPlace = (uint64_t)(CountersStop - CountersStart);
  State.NumModules = 0;
  State.ObjectHash = 0xcbf29ce484222325u;
  uint64_t NumPointerCalls = 0;
  const char *Place = ModulesStart;
  for (const struct HpiModuleDesc *Desc; (Desc = nextModule(&Place, OtherVersion));) {
    ++State.NumModules;
    NumPointerCalls += Desc->DescSize > offsetof(struct HpiModuleDesc, NumPointerCalls) ? Desc->NumPointerCalls : 0;
    State.Wants |= Desc->DescSize > offsetof(struct HpiModuleDesc, Wants) ? (uint32_t)Desc->Wants : 0;
    hashModule(Desc);
  }
  State.NumPlaces = placesFor(NumPointerCalls);
  State.NumCounters = State.FirstPlace + State.NumPlaces;
  State.BlockBytes = blockSize(State.NumCounters);
  return State.NumModules != 0;
}

HPI_RT void addModules(struct HpiGather *Gather) HPI_SYM("addModules");

void addModules(struct HpiGather *Gather) {
  uint32_t OtherVersion;
  const char *Place = ModulesStart;
  for (const struct HpiModuleDesc *Desc; (Desc = nextModule(&Place, &OtherVersion));) {
    if (Gather->NumHeads == HPI_NUM_HEADS)
      gatherFlush(Gather);
    uint64_t FirstCounter = (uint64_t)Desc + (uint64_t)Desc->CountersRel - State.SectionAddr;
    struct HpiModuleChunk *Head = &Gather->Heads[Gather->NumHeads];
    Head->Head.Kind = HPI_CHUNK_MODULE;
    Head->Head.Flags = 0;
    Head->Head.Size = sizeof(*Head) + alignUp(Desc->TablesSize, 8);
    Head->ObjectId = State.ObjectId;
    Head->AbiVersion = Desc->AbiVersion;
    Head->Hash = Desc->Hash;
    Head->FirstCounter = Desc->NumCounters ? FirstCounter / 8 : 0;
    Head->NumCounters = Desc->NumCounters;
    Head->TablesSize = Desc->TablesSize;
    Head->NumMaxima = Desc->DescSize > offsetof(struct HpiModuleDesc, NumMaxima) ? Desc->NumMaxima : 0;
    gatherAdd(Gather, Head, sizeof(*Head));
    ++Gather->NumHeads;
    gatherAdd(Gather, (const char *)Desc + Desc->TablesRel, Desc->TablesSize);
  }
}

HPI_RT int64_t appendObject(struct HpiScratch *Scratch, int64_t Fd) HPI_SYM("appendObject");

/* Appends OBJECT and MODULE chunks; a reader sees them once all are written. */
int64_t appendObject(struct HpiScratch *Scratch, int64_t Fd) {
  struct HpiFileHeader *Header = &State.Page->Header;
  struct HpiObjectChunk *Chunk = &Scratch->ObjectChunk;
  State.ObjectId = Header->NextObjectId;
  State.ObjectOffset = Header->CommittedSize;
  Chunk->PathBytes = textLength(Scratch->ObjectPath);
  Chunk->Head.Kind = HPI_CHUNK_OBJECT;
  Chunk->Head.Flags = 0;
  Chunk->Head.Size = sizeof(*Chunk) + alignUp(Chunk->PathBytes, 8);
  Chunk->ObjectId = State.ObjectId;
  Chunk->State = HPI_OBJECT_OPEN;
  Chunk->NumModules = State.NumModules;
  Chunk->NumCounters = State.NumCounters;
  Chunk->ObjectHash = State.ObjectHash;
  Chunk->SectionAddr = State.SectionAddr;
  gatherStart(&Scratch->Gather, Fd, State.ObjectOffset);
  gatherAdd(&Scratch->Gather, Chunk, sizeof(*Chunk));
  gatherAdd(&Scratch->Gather, Scratch->ObjectPath, Chunk->PathBytes);
  addModules(&Scratch->Gather);
  uint64_t End;
  int64_t Error = gatherEnd(&Scratch->Gather, &End);
  if (Error)
    return Error;
  if (Header->FileSize < End)
    Header->FileSize = End;
  __atomic_store_n(&Header->CommittedSize, End, __ATOMIC_RELEASE);
  ++Header->NextObjectId;
  return 0;
}

void objectRegister(struct HpiScratch *Scratch, int64_t Fd) {
  struct HpiWriterPage *Page = State.Page;
  if (!Page->Header.Writable)
    State.InMemory = 1;
  if (State.InMemory)
    return;
  int64_t Own = Fd < 0 ? fileReopen(Page) : Fd;
  int64_t Error = Own < 0 ? Own : 0;
  if (!Error) {
    lockAcquire(&Page->Header.Lock, State.Pid);
    if (!takeOver(Own))
      Error = appendObject(Scratch, Own);
    lockRelease(&Page->Header.Lock);
    if (Fd < 0)
      sysClose(Own);
  }
  if (Error) {
    State.InMemory = 1;
    warnReport(Page, Error, "some counts of this process are not written");
  }
}

void objectClose(void) {
  int64_t Fd = fileReopen(State.Page);
  if (Fd < 0)
    return;
  uint32_t Closed = HPI_OBJECT_CLOSED;
  struct HpiIoVec Vec = {&Closed, sizeof(Closed)};
  lockAcquire(&State.Page->Header.Lock, State.Pid);
  if (sysPwritev(Fd, &Vec, 1, State.ObjectOffset + offsetof(struct HpiObjectChunk, State)) == sizeof(Closed))
    ++State.Page->NumClosed;
  lockRelease(&State.Page->Header.Lock);
  sysClose(Fd);
}
