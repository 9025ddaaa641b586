/* Calls.c - calls through pointers, by site and by where they lead: the part of the runtime that modules with edges=on
 * carry. See Calls.h.
 *
 * Looking a pair up takes no lock: an entry's address is written last, and nothing of it changes later but that the
 * address becomes GONE. Entries are added with HpiWriterPage.ListLock held, under which no object can leave. An address
 * means the function that was there when the entry was made. So where an object leaves, entries that lead into it are
 * given up, and where one joins, those whose address had no known function and is one of its own.
 */
#include "Calls.h"

#include "File.h"
#include "Lock.h"
#include "Text.h"

enum { HPI_TARGET_PROBES = 64 }; /* places looked at for a pair */

HPI_RT HPI_PRESERVE int64_t enter(void) HPI_SYM("enter");
HPI_RT_WEAK extern struct HpiFunctionEntry FunctionsStart[] __asm__("__start___hpi_fns");
HPI_RT_WEAK extern struct HpiFunctionEntry FunctionsStop[] __asm__("__stop___hpi_fns");

HPI_INLINE struct HpiTarget *targetsOf(struct HpiTargetsChunk *Table) { return (struct HpiTarget *)(Table + 1); }

HPI_INLINE uint64_t hashAddress(uint64_t Address) { return Address * 0xff51afd7ed558ccdu >> 32; }

HPI_RT const struct HpiFunctionEntry *findFunction(const struct HpiState *Object, uint64_t Address)
    HPI_SYM("findFunction");

/* The function of Object at Address, or null. */
const struct HpiFunctionEntry *findFunction(const struct HpiState *Object, uint64_t Address) {
  uint64_t Mask = Object->NumFunctionSlots - 1;
  for (uint64_t I = hashAddress(Address); Object->NumFunctionSlots; ++I) {
    uint32_t Number = Object->FunctionSlots[I & Mask];
    if (!Number)
      return 0;
    if (Object->Functions[Number - 1].Address == Address)
      return &Object->Functions[Number - 1];
  }
  return 0;
}

HPI_RT void indexFunctions(void) HPI_SYM("indexFunctions");

void indexFunctions(void) {
  uint64_t Num = (uint64_t)(FunctionsStop - FunctionsStart), NumSlots = 16;
  while (NumSlots < 2 * Num)
    NumSlots *= 2;
  int64_t Slots = Num && !State.NumFunctionSlots ? sysMap(0, NumSlots * 4, -1, 0) : -1;
  if (Slots < 0)
    return;
  State.Functions = FunctionsStart;
  State.FunctionSlots = (uint32_t *)Slots;
  for (uint64_t N = 0; N < Num; ++N) {
    if (!FunctionsStart[N].Address)
      continue;
    uint64_t I = hashAddress(FunctionsStart[N].Address);
    while (State.FunctionSlots[I & (NumSlots - 1)])
      ++I;
    State.FunctionSlots[I & (NumSlots - 1)] = (uint32_t)N + 1;
  }
  State.NumFunctionSlots = NumSlots;
}

HPI_RT struct HpiTarget *findTarget(struct HpiTargetsChunk *Table, uint64_t Unit, uint64_t Site, uint64_t Address,
                                    int IsNew) HPI_SYM("findTarget");

/* The entry of the pair, or with IsNew the place for one. \returns null where there is neither */
struct HpiTarget *findTarget(struct HpiTargetsChunk *Table, uint64_t Unit, uint64_t Site, uint64_t Address, int IsNew) {
  uint64_t First = hashAddress(Address ^ Site << 48 ^ Unit);
  for (uint64_t I = First; I < First + HPI_TARGET_PROBES; ++I) {
    struct HpiTarget *Entry = &targetsOf(Table)[I & (Table->NumPlaces - 1)];
    uint64_t Known = __atomic_load_n(&Entry->Address, __ATOMIC_ACQUIRE);
    if (Known == Address && Entry->Site == Site && Entry->SiteModule == Unit)
      return Entry;
    if (Known == HPI_TARGET_FREE)
      return IsNew ? Entry : 0;
  }
  return 0;
}

HPI_RT struct HpiTargetsChunk *knownTable(int64_t Fd) HPI_SYM("knownTable");

/* The table that this object had when it was loaded before: it stays mapped. */
struct HpiTargetsChunk *knownTable(int64_t Fd) {
  struct HpiTargetsChunk Chunk;
  for (uint64_t Place = HPI_HEADER_BYTES; Place < State.Page->Header.CommittedSize; Place += Chunk.Head.Size) {
    int64_t Size = sysPread(Fd, &Chunk, sizeof(Chunk), Place);
    if (Size < (int64_t)sizeof(Chunk.Head) || Chunk.Head.Size < sizeof(Chunk.Head))
      break;
    if (Chunk.Head.Kind == HPI_CHUNK_TARGETS && Chunk.ObjectId == State.ObjectId && Size == sizeof(Chunk))
      return (struct HpiTargetsChunk *)Chunk.MapAddr;
  }
  return 0;
}

HPI_RT int64_t mapTable(int64_t Fd, void **Mapped) HPI_SYM("mapTable");

/* Maps a table, at *Mapped where that is not null, in the report or where that cannot be in memory. */
int64_t mapTable(int64_t Fd, void **Mapped) {
  struct HpiTargetsChunk Head = {
      {HPI_CHUNK_TARGETS, 0, 0}, State.ObjectId, 0, State.NumPlaces, State.FirstPlace, 0, 0, 0};
  Head.Head.Size = alignUp(sizeof(Head) + Head.NumPlaces * sizeof(struct HpiTarget), HPI_PAGE_BYTES);
  if (Fd >= 0 && !fileAppendMapped(State.Page, Fd, &Head.Head, sizeof(Head), Mapped)) {
    ((struct HpiTargetsChunk *)*Mapped)->MapAddr = (uint64_t)*Mapped;
    return 0;
  }
  int64_t Address = sysMap(*Mapped, Head.Head.Size, -1, 0);
  if (Address < 0)
    return Address;
  *Mapped = (void *)Address;
  copyBytes(*Mapped, &Head, sizeof(Head));
  return 0;
}

HPI_RT void callsForked(int64_t Fd) HPI_SYM("callsForked");

/* Gives a forked child a table of its own, which starts as its parent's is: frames up the stack have looked it up. */
void callsForked(int64_t Fd) {
  struct HpiTargetsChunk *Table = State.Targets;
  uint64_t Bytes = Table->Head.Size;
  int64_t Copy = Table->MapAddr ? sysMap(0, Bytes, -1, 0) : -1;
  if (Copy < 0)
    return;
  copyBytes((void *)Copy, Table, Bytes);
  int64_t Own = State.InMemory ? -1 : Fd < 0 ? fileReopen(State.Page) : Fd;
  void *Mapped = Table;
  lockAcquire(&State.Page->Header.Lock, State.Pid);
  int64_t Error = mapTable(Own, &Mapped);
  lockRelease(&State.Page->Header.Lock);
  if (!Error)
    copyBytes(Table + 1, (struct HpiTargetsChunk *)Copy + 1, Bytes - sizeof(*Table));
  if (Fd < 0 && Own >= 0)
    sysClose(Own);
  sysUnmap((void *)Copy, Bytes);
}

HPI_RT void openTable(void) HPI_SYM("openTable");

void openTable(void) {
  int64_t Fd = State.InMemory ? -1 : fileReopen(State.Page);
  lockAcquire(&State.Page->Header.Lock, State.Pid);
  void *Mapped = Fd < 0 ? 0 : knownTable(Fd);
  int64_t Error = Mapped ? 0 : mapTable(Fd, &Mapped);
  lockRelease(&State.Page->Header.Lock);
  if (Fd >= 0)
    sysClose(Fd);
  if (Error)
    return;
  State.CallsForked = callsForked;
  __atomic_store_n(&State.Targets, (struct HpiTargetsChunk *)Mapped, __ATOMIC_RELEASE);
}

HPI_RT void fillTarget(struct HpiTarget *Entry, uint64_t Unit, uint64_t Site, uint64_t Address) HPI_SYM("fillTarget");

void fillTarget(struct HpiTarget *Entry, uint64_t Unit, uint64_t Site, uint64_t Address) {
  const struct HpiFunctionEntry *Function = 0;
  for (const struct HpiState *Object = State.Page->FirstObject; Object && !Function; Object = Object->Next)
    Function = findFunction(Object, Address);
  Entry->SiteModule = Unit;
  Entry->Site = (uint32_t)Site;
  if (Function) {
    Entry->CalleeModule = ((const struct HpiModuleDesc *)((const char *)Function + Function->DescRel))->Hash;
    Entry->Callee = Function->Function + 1;
  }
  __atomic_store_n(&Entry->Address, Address, __ATOMIC_RELEASE);
}

HPI_RT __attribute__((noinline, cold)) struct HpiTarget *addTarget(uint64_t Unit, uint64_t Site, uint64_t Address)
    HPI_SYM("addTarget");

/* The entry of the pair, made where there is none yet. \returns null where there is no place */
struct HpiTarget *addTarget(uint64_t Unit, uint64_t Site, uint64_t Address) {
  struct HpiTarget *Entry = 0;
  if (State.Targets && State.Targets->IsFull) {
    __atomic_fetch_add(&State.Targets->NumDropped, 1, __ATOMIC_RELAXED);
    return 0;
  }
  uint64_t Mask = sysSignalMask(~0ull);
  lockAcquire(&State.Page->ListLock, State.Pid);
  if (!State.Targets)
    openTable();
  if (State.Targets) {
    Entry = findTarget(State.Targets, Unit, Site, Address, 1);
    if (Entry && Entry->Address == HPI_TARGET_FREE)
      fillTarget(Entry, Unit, Site, Address);
    State.Targets->IsFull |= !Entry;
    State.Targets->NumDropped += !Entry;
  }
  lockRelease(&State.Page->ListLock);
  sysSignalMask(Mask);
  return Entry;
}

/* An addition is one instruction, as in probes. */
HPI_INLINE void addOne(uint64_t *Counter) {
#if defined(__x86_64__)
  __asm__ volatile("incq %0" : "+m"(*Counter) : : "cc");
#else
  *(volatile uint64_t *)Counter += 1;
#endif
}

void called(const struct HpiModuleDesc *Unit, uint64_t Site, uint64_t Target) {
  if (!Offset && !enter())
    return;
  struct HpiTargetsChunk *Table = __atomic_load_n(&State.Targets, __ATOMIC_ACQUIRE);
  struct HpiTarget *Entry = Table ? findTarget(Table, Unit->Hash, Site, Target, 0) : 0;
  if (__builtin_expect(!Entry, 0))
    Entry = addTarget(Unit->Hash, Site, Target);
  if (Entry)
    addOne((uint64_t *)(State.SectionAddr + (uint64_t)Offset) + State.FirstPlace + (Entry - targetsOf(State.Targets)));
}

HPI_RT void giveUp(struct HpiTargetsChunk *Table, int IsLeaving) HPI_SYM("giveUp");

/* Gives up the entries of Table that lead to what this object has at their addresses; as it joins, only those with no
 * known function. */
void giveUp(struct HpiTargetsChunk *Table, int IsLeaving) {
  for (uint64_t I = 0; Table && I < Table->NumPlaces; ++I) {
    struct HpiTarget *Entry = &targetsOf(Table)[I];
    if (Entry->Address > HPI_TARGET_GONE && (IsLeaving || !Entry->Callee) && findFunction(&State, Entry->Address))
      __atomic_store_n(&Entry->Address, HPI_TARGET_GONE, __ATOMIC_RELEASE);
  }
}

HPI_RT void giveUpAll(int IsLeaving) HPI_SYM("giveUpAll");

void giveUpAll(int IsLeaving) {
  uint64_t Mask = sysSignalMask(~0ull);
  lockAcquire(&State.Page->ListLock, State.Pid);
  if (!IsLeaving)
    indexFunctions();
  giveUp(State.Targets, IsLeaving);
  for (const struct HpiState *Object = State.Page->FirstObject; Object; Object = Object->Next)
    giveUp(Object->Targets, IsLeaving);
  if (IsLeaving)
    State.NumFunctionSlots = 0;
  lockRelease(&State.Page->ListLock);
  sysSignalMask(Mask);
}

/* Priorities up to 100 are the system's, and this is that. */
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wprio-ctor-dtor"
#endif

HPI_RT void callsJoin(void) HPI_SYM("callsJoin");

__attribute__((constructor(0))) void callsJoin(void) {
  if (!Offset)
    enter();
  if (State.Page)
    giveUpAll(0);
}

HPI_RT void callsLeave(void) HPI_SYM("callsLeave");

/* The executable stays. */
__attribute__((destructor(0))) void callsLeave(void) {
  if (State.Page && !State.IsMain && State.Page->Header.Pid == sysGetPid())
    giveUpAll(1);
}
