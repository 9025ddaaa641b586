/* ApiLedger.c - counts that belong to a label, or to nothing.
 *
 * Counters only ever grow, and cost the program one addition each, whatever the API has been told. What a count belongs
 * to follows from two readings of it. Sum[K] is counter K over all blocks of an object, Base[K] a number of the report:
 *
 *   while counting     counts of the current label = Sum - Base
 *   to stop            Base := Base - Sum; then the counts are -Base and stay
 *   to start again     Base := Base + Sum
 *   to reset           Base := Sum, or 0 while stopped
 *   to change labels   the counts go into a TALLY of the old label; Base as for a reset
 *
 * All modulo 2^64, a counter at a time: what a thread adds while this runs falls on one side of it, whole.
 */
#include "Api.h"

#include "Block.h"
#include "Lock.h"
#include "Text.h"

HPI_RT void sumBlocks(const struct HpiState *Object, uint64_t *Sums) HPI_SYM("sumBlocks");

/* Blocks that lie in memory only are not in the report, and so not in the sums. */
void sumBlocks(const struct HpiState *Object, uint64_t *Sums) {
  for (uint32_t R = 0; R < Object->NumRegions; ++R) {
    const struct HpiRegion *Region = &Object->Regions[R];
    for (uint32_t B = 0; B < Region->NumUsed && Region->FileOffset; ++B) {
      const volatile uint64_t *Counters =
          (const volatile uint64_t *)(Region->Addr + B * Object->BlockBytes + sizeof(struct HpiCountersChunk));
      for (uint64_t K = 0; K < Object->NumCounters; ++K)
        Sums[K] += Counters[K];
    }
  }
}

HPI_RT struct HpiBaseChunk *baseOf(struct HpiCall *Call, struct HpiState *Object) HPI_SYM("baseOf");

struct HpiBaseChunk *baseOf(struct HpiCall *Call, struct HpiState *Object) {
  if (Object->Base)
    return Object->Base;
  struct HpiBaseChunk Head;
  zeroBytes(&Head, sizeof(Head));
  Head.Head.Kind = HPI_CHUNK_BASE;
  Head.Head.Size = alignUp(sizeof(Head) + Object->NumCounters * 8, HPI_PAGE_BYTES);
  Head.ObjectId = Object->ObjectId;
  Head.NumCounters = Object->NumCounters;
  Object->Base = apiAppendMapped(Call, &Head.Head, sizeof(Head));
  if (Object->Base)
    Object->Base->MapAddr = (uint64_t)Object->Base;
  return Object->Base;
}

HPI_RT uint64_t readTally(struct HpiCall *Call, uint64_t Place, struct HpiTallyEntry *Entries, uint64_t *Counts,
                          uint64_t NumCounters) HPI_SYM("readTally");

/* Adds the entries of the TALLY at Place to Counts. \returns how many there were */
uint64_t readTally(struct HpiCall *Call, uint64_t Place, struct HpiTallyEntry *Entries, uint64_t *Counts,
                   uint64_t NumCounters) {
  struct HpiTallyChunk Head;
  if (sysPread(Call->Fd, &Head, sizeof(Head), Place) != sizeof(Head) || Head.NumEntries > NumCounters)
    return 0;
  uint64_t Bytes = Head.NumEntries * sizeof(*Entries);
  if (sysPread(Call->Fd, Entries, Bytes, Place + sizeof(Head)) != (int64_t)Bytes)
    return 0;
  for (uint64_t I = 0; I < Head.NumEntries; ++I)
    if (Entries[I].Counter < NumCounters)
      Counts[Entries[I].Counter] += Entries[I].Count;
  return Head.NumEntries;
}

HPI_RT void putTally(struct HpiCall *Call, struct HpiItem *Item, struct HpiTallyChunk *Tally, uint64_t NumBefore)
    HPI_SYM("putTally");

/* Writes the TALLY in the place of the one before, where that has as many entries, else in its stead. */
void putTally(struct HpiCall *Call, struct HpiItem *Item, struct HpiTallyChunk *Tally, uint64_t NumBefore) {
  if (Item && NumBefore == Tally->NumEntries) {
    struct HpiIoVec Vec = {Tally, Tally->Head.Size};
    if (sysPwritev(Call->Fd, &Vec, 1, Item->Value) != (int64_t)Tally->Head.Size)
      Call->Error = -ENOSPC;
    return;
  }
  uint64_t Place = apiAppend(Call, &Tally->Head);
  if (!Place)
    return;
  if (!Item) {
    apiAddItem(Call, Tally->ObjectId, Tally->LabelId, Place);
    return;
  }
  uint32_t Pad = HPI_CHUNK_PAD;
  struct HpiIoVec Vec = {&Pad, sizeof(Pad)};
  sysPwritev(Call->Fd, &Vec, 1, Item->Value);
  Item->Value = Place;
}

HPI_RT void tallyCounts(struct HpiCall *Call, const struct HpiState *Object, uint64_t *Counts, void *Room)
    HPI_SYM("tallyCounts");

/* Adds Counts to the TALLY of the object and the current label. Room is for a TALLY of all counters. */
void tallyCounts(struct HpiCall *Call, const struct HpiState *Object, uint64_t *Counts, void *Room) {
  struct HpiTallyChunk *Tally = Room;
  struct HpiTallyEntry *Entries = (struct HpiTallyEntry *)(Tally + 1);
  uint32_t Label = Call->Page->Header.Label;
  struct HpiItem *Item = apiFindItem(Call->Api, Object->ObjectId, Label);
  uint64_t NumBefore = Item ? readTally(Call, Item->Value, Entries, Counts, Object->NumCounters) : 0;
  uint64_t Num = 0;
  for (uint64_t K = 0; K < Object->NumCounters; ++K)
    if (Counts[K]) {
      Entries[Num].Counter = K;
      Entries[Num++].Count = Counts[K];
    }
  if (!Num)
    return;
  Tally->Head.Kind = HPI_CHUNK_TALLY;
  Tally->Head.Flags = 0;
  Tally->Head.Size = sizeof(*Tally) + Num * sizeof(*Entries);
  Tally->ObjectId = Object->ObjectId;
  Tally->LabelId = Label;
  Tally->NumEntries = Num;
  putTally(Call, Item, Tally, NumBefore);
}

HPI_RT void takeStep(struct HpiCall *Call, struct HpiState *Object, enum HpiLedgerStep Step, uint64_t *Sums)
    HPI_SYM("takeStep");

/* Sums has room for the sums and as many numbers again, and behind them for a TALLY of all counters. */
void takeStep(struct HpiCall *Call, struct HpiState *Object, enum HpiLedgerStep Step, uint64_t *Sums) {
  uint64_t Num = Object->NumCounters, *Base = (uint64_t *)(Object->Base + 1), *Counts = Sums + Num;
  int IsStopped = Object->Base->State == HPI_BASE_STOPPED;
  if (IsStopped != (Step == HPI_LEDGER_START) && Step <= HPI_LEDGER_START)
    return;
  sumBlocks(Object, Sums);
  if (Step == HPI_LEDGER_SETTLE) {
    for (uint64_t K = 0; K < Num; ++K)
      Counts[K] = IsStopped ? -Base[K] : Sums[K] - Base[K];
    tallyCounts(Call, Object, Counts, Counts + Num);
  }
  for (uint64_t K = 0; K < Num; ++K) {
    uint64_t New = Step == HPI_LEDGER_STOP    ? Base[K] - Sums[K]
                   : Step == HPI_LEDGER_START ? Base[K] + Sums[K]
                   : IsStopped                ? 0
                                              : Sums[K];
    if (New != Base[K])
      Base[K] = New;
  }
  if (Step <= HPI_LEDGER_START)
    Object->Base->State = Step == HPI_LEDGER_STOP ? HPI_BASE_STOPPED : HPI_BASE_COUNTING;
}

void ledgerStep(struct HpiCall *Call, struct HpiState *Object, enum HpiLedgerStep Step) {
  if (Object->InMemory || !Object->NumCounters || !baseOf(Call, Object))
    return;
  uint64_t Bytes = Object->NumCounters * 32 + sizeof(struct HpiTallyChunk);
  int64_t Room = sysMap(0, Bytes, -1, 0);
  if (Room < 0) {
    Call->Error = Room;
    return;
  }
  takeStep(Call, Object, Step, (uint64_t *)Room);
  sysUnmap((void *)Room, Bytes);
}

void ledgerStepAll(struct HpiCall *Call, enum HpiLedgerStep Step) {
  struct HpiFileHeader *Header = &Call->Page->Header;
  __atomic_store_n(&Header->IsSwitching, 1, __ATOMIC_SEQ_CST);
  for (struct HpiState *Object = Call->Page->FirstObject; Object; Object = Object->Next) {
    lockAcquire(&Object->Lock, Header->Pid);
    ledgerStep(Call, Object, Step);
    lockRelease(&Object->Lock);
  }
}

HPI_RT void findBase(struct HpiCall *Call, struct HpiState *Object) HPI_SYM("findBase");

/* An object that was closed and is loaded again has its BASE from before. */
void findBase(struct HpiCall *Call, struct HpiState *Object) {
  struct HpiBaseChunk Chunk;
  uint64_t Place = HPI_HEADER_BYTES, End = Call->Page->Header.CommittedSize;
  for (; Place < End && sysPread(Call->Fd, &Chunk, sizeof(Chunk), Place) > 0; Place += Chunk.Head.Size) {
    if (Chunk.Head.Kind == HPI_CHUNK_BASE && Chunk.ObjectId == Object->ObjectId)
      Object->Base = (struct HpiBaseChunk *)Chunk.MapAddr;
    if (Chunk.Head.Size < sizeof(struct HpiChunk))
      return;
  }
}

void ledgerJoin(struct HpiCall *Call, struct HpiState *Object) {
  Object->Base = 0;
  if (Object->InMemory || !Object->NumCounters)
    return;
  findBase(Call, Object);
  struct HpiFileHeader *Header = &Call->Page->Header;
  if (!Object->Base && baseOf(Call, Object)) {
    /* What an earlier load of it counted belongs to no label. */
    uint32_t Label = Header->Label;
    Header->Label = 0;
    ledgerStep(Call, Object, Object->ObjectOffset < Header->ResetOffset ? HPI_LEDGER_RESET : HPI_LEDGER_SETTLE);
    Header->Label = Label;
  }
  ledgerStep(Call, Object, Call->Api->IsStopped ? HPI_LEDGER_STOP : HPI_LEDGER_START);
}
