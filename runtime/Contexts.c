/* Contexts.c - call stacks that events refer to. See Contexts.h.
 *
 * Each segment is an open hash table and a pool of words. A writer takes words of the pool, writes the addresses there,
 * claims a slot by storing the hash into it, then stores where the words are. Who finds its hash in a slot uses the
 * slot's number at once: equal 64-bit hashes are taken for equal stacks. A slot whose writer was killed between the
 * two stores has no stack; its events keep their weight. Two threads that bring the same stack while the table grows
 * may get two numbers: a reader adds up equal stacks.
 */
#include "Contexts.h"

#include "File.h"
#include "Lock.h"

enum {
  HPI_FIRST_SLOTS = 1024,  /* of the first segment; each next one has four times as many, up to HPI_LAST_SLOTS */
  HPI_LAST_SLOTS = 65536,  /* with these segments the table ends at 18 MB and some 200,000 contexts */
  HPI_WORDS_PER_SLOT = 12, /* words of the pool for each slot */
  HPI_PROBES = 32,         /* slots looked at in a segment */
};

HPI_INLINE struct HpiContextSlot *slotsOf(struct HpiContextsChunk *Segment) {
  return (struct HpiContextSlot *)(Segment + 1);
}
HPI_INLINE uint64_t *wordsOf(struct HpiContextsChunk *Segment) {
  return (uint64_t *)(slotsOf(Segment) + Segment->NumSlots);
}

/* Word I of the context of a stack of Depth addresses, which leaves out some in the middle where it is too deep. */
HPI_INLINE uint64_t wordAt(const uint64_t *Pcs, uint32_t Depth, uint32_t I) {
  if (Depth <= HPI_CONTEXT_DEPTH || I < HPI_CONTEXT_DEPTH / 2)
    return Pcs[I];
  return I == HPI_CONTEXT_DEPTH / 2 ? HPI_CONTEXT_GAP : Pcs[Depth - (HPI_CONTEXT_DEPTH - I)];
}

HPI_RT uint64_t hashStack(const uint64_t *Pcs, uint32_t Depth, uint32_t NumWords, uint32_t Generation)
    HPI_SYM("hashStack");

/* The mixing step of MurmurHash3's finaliser for each word, so that stacks that differ in one address part at once. */
uint64_t hashStack(const uint64_t *Pcs, uint32_t Depth, uint32_t NumWords, uint32_t Generation) {
  uint64_t Hash = Generation;
  for (uint32_t I = 0; I < NumWords; ++I) {
    Hash = (Hash ^ wordAt(Pcs, Depth, I)) * 0xff51afd7ed558ccdu;
    Hash ^= Hash >> 33;
    Hash *= 0xc4ceb9fe1a85ec53u;
    Hash ^= Hash >> 29;
  }
  return Hash ? Hash : 1;
}

HPI_RT int64_t growTable(struct HpiShared *Shared, int64_t Fd) HPI_SYM("growTable");

/* Appends a segment. \returns 0 or a negative errno value */
int64_t growTable(struct HpiShared *Shared, int64_t Fd) {
  uint32_t Number = Shared->NumSegments;
  if (Number == HPI_NUM_SEGMENTS)
    return -ENOSPC;
  uint32_t NumSlots = HPI_FIRST_SLOTS, FirstId = 1;
  for (uint32_t I = 0; I < Number; ++I) {
    FirstId += Shared->Segments[I]->NumSlots;
    NumSlots = NumSlots < HPI_LAST_SLOTS ? NumSlots * 4 : NumSlots;
  }
  uint64_t Fixed = sizeof(struct HpiContextsChunk) + NumSlots * sizeof(struct HpiContextSlot);
  uint64_t Bytes = alignUp(Fixed + 8ull * NumSlots * HPI_WORDS_PER_SLOT, HPI_PAGE_BYTES);
  struct HpiContextsChunk Head = {{HPI_CHUNK_CONTEXTS, 0, Bytes}, FirstId, NumSlots, (Bytes - Fixed) / 8, 0, 0, 0};
  void *Segment = 0;
  int64_t Error = fileAppendMapped(State.Page, Fd, &Head.Head, sizeof(Head), &Segment);
  if (Error)
    return Error;
  Shared->Segments[Number] = Segment;
  __atomic_store_n(&Shared->NumSegments, Number + 1, __ATOMIC_RELEASE);
  return 0;
}

HPI_RT int64_t growWithFile(struct HpiShared *Shared, int64_t Fd) HPI_SYM("growWithFile");

int64_t growWithFile(struct HpiShared *Shared, int64_t Fd) {
  int64_t Own = Fd < 0 ? fileReopen(State.Page) : Fd;
  if (Own < 0)
    return Own;
  lockAcquire(&State.Page->Header.Lock, State.Pid);
  int64_t Error = growTable(Shared, Own);
  lockRelease(&State.Page->Header.Lock);
  if (Fd < 0)
    sysClose(Own);
  return Error;
}

HPI_RT int growPast(struct HpiShared *Shared, uint32_t NumSegments) HPI_SYM("growPast");

/* Makes the table larger than NumSegments, unless another thread just did. \returns 0 where it cannot grow */
int growPast(struct HpiShared *Shared, uint32_t NumSegments) {
  uint64_t Mask = sysSignalMask(~0ull);
  lockAcquire(&Shared->Lock, State.Pid);
  if (Shared->NumSegments == NumSegments && !Shared->IsFull && growWithFile(Shared, -1))
    Shared->IsFull = 1;
  int HasGrown = Shared->NumSegments != NumSegments;
  lockRelease(&Shared->Lock);
  sysSignalMask(Mask);
  return HasGrown;
}

/* The slot of Hash in Segment, or a free one, or null where neither is near its place. */
HPI_RT struct HpiContextSlot *findSlot(struct HpiContextsChunk *Segment, uint64_t Hash) HPI_SYM("findSlot");

struct HpiContextSlot *findSlot(struct HpiContextsChunk *Segment, uint64_t Hash) {
  for (uint32_t Probe = 0; Probe < HPI_PROBES; ++Probe) {
    struct HpiContextSlot *Slot = &slotsOf(Segment)[(Hash + Probe) & (Segment->NumSlots - 1)];
    uint64_t Known = __atomic_load_n(&Slot->Hash, __ATOMIC_RELAXED);
    if (Known == Hash || !Known)
      return Slot;
  }
  return 0;
}

HPI_RT uint32_t insertContext(struct HpiContextsChunk *Segment, uint64_t Hash, const uint64_t *Pcs, uint32_t Depth,
                              uint32_t Generation) HPI_SYM("insertContext");

/* \returns the number of the context in Segment, 0 where that has no room */
uint32_t insertContext(struct HpiContextsChunk *Segment, uint64_t Hash, const uint64_t *Pcs, uint32_t Depth,
                       uint32_t Generation) {
  uint32_t NumWords = Depth < HPI_CONTEXT_DEPTH ? Depth : HPI_CONTEXT_DEPTH;
  uint64_t First = __atomic_fetch_add(&Segment->UsedWords, NumWords, __ATOMIC_RELAXED);
  if (First + NumWords > Segment->NumWords)
    return 0;
  uint64_t *Words = wordsOf(Segment) + First;
  for (uint32_t I = 0; I < NumWords; ++I)
    Words[I] = wordAt(Pcs, Depth, I);
  for (;;) {
    struct HpiContextSlot *Slot = findSlot(Segment, Hash);
    if (!Slot)
      return 0;
    uint64_t Free = 0;
    if (__atomic_compare_exchange_n(&Slot->Hash, &Free, Hash, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
      uint64_t Place = First << 32 | (uint64_t)Generation << 16 | NumWords;
      __atomic_store_n(&Slot->Place, Place, __ATOMIC_RELEASE);
      __atomic_fetch_add(&Segment->UsedSlots, 1, __ATOMIC_RELAXED);
    } else if (Free != Hash)
      continue;
    return Segment->FirstId + (uint32_t)(Slot - slotsOf(Segment));
  }
}

HPI_RT uint32_t lookUp(struct HpiShared *Shared, uint32_t NumSegments, uint64_t Hash) HPI_SYM("lookUp");

uint32_t lookUp(struct HpiShared *Shared, uint32_t NumSegments, uint64_t Hash) {
  for (uint32_t I = NumSegments; I-- > 0;) {
    struct HpiContextsChunk *Segment = Shared->Segments[I];
    struct HpiContextSlot *Slot = findSlot(Segment, Hash);
    if (Slot && Slot->Hash == Hash)
      return Segment->FirstId + (uint32_t)(Slot - slotsOf(Segment));
  }
  return 0;
}

uint32_t contextIntern(const uint64_t *Pcs, uint32_t Depth) {
  struct HpiShared *Shared = State.Page ? State.Page->Shared : 0;
  if (!Shared)
    return 0;
  uint32_t Generation = __atomic_load_n(&Shared->Generation, __ATOMIC_RELAXED);
  uint32_t NumWords = Depth < HPI_CONTEXT_DEPTH ? Depth : HPI_CONTEXT_DEPTH;
  uint64_t Hash = hashStack(Pcs, Depth, NumWords, Generation);
  for (;;) {
    uint32_t NumSegments = __atomic_load_n(&Shared->NumSegments, __ATOMIC_ACQUIRE);
    uint32_t Id = lookUp(Shared, NumSegments, Hash);
    if (!Id && NumSegments && !Shared->IsFull)
      Id = insertContext(Shared->Segments[NumSegments - 1], Hash, Pcs, Depth, Generation);
    if (Id)
      return Id;
    if (Shared->IsFull || !growPast(Shared, NumSegments))
      break;
  }
  if (Shared->NumSegments)
    __atomic_fetch_add(&Shared->Segments[0]->NumDropped, 1, __ATOMIC_RELAXED);
  return 0;
}

void contextsStart(int64_t Fd) {
  if (State.Page->Shared || !State.Page->Header.Writable)
    return;
  int64_t Address = sysMap(0, sizeof(struct HpiShared), -1, 0);
  if (Address < 0)
    return;
  struct HpiShared *Shared = (struct HpiShared *)Address;
  if (growWithFile(Shared, Fd))
    sysUnmap(Shared, sizeof(*Shared));
  else
    State.Page->Shared = Shared;
}

void contextsStartForked(int64_t Fd) {
  struct HpiShared *Shared = State.Page->Shared;
  if (!Shared)
    return;
  for (uint32_t I = 0; I < Shared->NumSegments; ++I)
    sysUnmap(Shared->Segments[I], Shared->Segments[I]->Head.Size);
  sysMap(Shared, sizeof(*Shared), -1, 0); /* zeros, without touching what is not needed */
  if (growWithFile(Shared, Fd))
    Shared->IsFull = 1;
}
