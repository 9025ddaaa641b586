/* ApiNames.c - regions and threads that the program gives names to.
 *
 * A lookup goes over all names; a program has few. It takes no lock: names are only ever added, whole.
 */
#include "Api.h"

#include "Text.h"

HPI_RT int isName(const struct HpiNamed *Named, const char *Name, uint32_t Kind) HPI_SYM("isName");

/* Names are compared as far as they are kept. */
int isName(const struct HpiNamed *Named, const char *Name, uint32_t Kind) {
  uint64_t I = 0;
  while (I < sizeof(Named->Name) - 1 && Name[I] && Name[I] == Named->Name[I])
    ++I;
  return Named->Kind == Kind && (I == sizeof(Named->Name) - 1 || (!Name[I] && !Named->Name[I]));
}

HPI_RT struct HpiNamed *lookUp(struct HpiApi *Api, const char *Name, uint32_t Kind) HPI_SYM("lookUp");

struct HpiNamed *lookUp(struct HpiApi *Api, const char *Name, uint32_t Kind) {
  uint32_t NumChunks = __atomic_load_n(&Api->NumNames, __ATOMIC_ACQUIRE);
  for (uint32_t C = 0; C < NumChunks; ++C) {
    struct HpiNamesChunk *Chunk = Api->AllNames[C];
    uint32_t NumUsed = __atomic_load_n(&Chunk->NumUsed, __ATOMIC_ACQUIRE);
    for (uint32_t I = 0; I < NumUsed; ++I)
      if (isName(&Chunk->Names[I], Name, Kind))
        return &Chunk->Names[I];
  }
  return 0;
}

HPI_RT struct HpiNamesChunk *addChunk(struct HpiCall *Call) HPI_SYM("addChunk");

struct HpiNamesChunk *addChunk(struct HpiCall *Call) {
  struct HpiApi *Api = Call->Api;
  if (Api->NumNames == sizeof(Api->AllNames) / sizeof(Api->AllNames[0]))
    return 0;
  struct HpiChunk Head = {HPI_CHUNK_NAMES, 0, alignUp(sizeof(struct HpiNamesChunk), HPI_PAGE_BYTES)};
  struct HpiNamesChunk *Chunk = apiAppendMapped(Call, &Head, sizeof(Head));
  if (Chunk) {
    Api->AllNames[Api->NumNames] = Chunk;
    __atomic_store_n(&Api->NumNames, Api->NumNames + 1, __ATOMIC_RELEASE);
  }
  return Chunk;
}

struct HpiNamed *namesFind(struct HpiCall *Call, const char *Name, uint32_t Kind) {
  struct HpiApi *Api = Call->Api;
  struct HpiNamed *Named = lookUp(Api, Name, Kind);
  if (Named || Call->Fd < 0)
    return Named;
  struct HpiNamesChunk *Chunk = Api->NumNames ? Api->AllNames[Api->NumNames - 1] : 0;
  if (!Chunk || Chunk->NumUsed == HPI_NAMES_A_CHUNK)
    Chunk = addChunk(Call);
  if (!Chunk)
    return 0;
  Named = &Chunk->Names[Chunk->NumUsed];
  for (uint64_t I = 0; I < sizeof(Named->Name) - 1 && Name[I]; ++I)
    Named->Name[I] = Name[I];
  Named->Kind = Kind;
  Named->Tid = sysGetTid();
  Named->MinNs = ~0ull;
  __atomic_store_n(&Chunk->NumUsed, Chunk->NumUsed + 1, __ATOMIC_RELEASE);
  return Named;
}

void namesReset(struct HpiApi *Api) {
  for (uint32_t C = 0; C < Api->NumNames; ++C)
    for (uint32_t I = 0; I < Api->AllNames[C]->NumUsed; ++I) {
      struct HpiNamed *Named = &Api->AllNames[C]->Names[I];
      if (Named->Kind != HPI_NAME_REGION)
        continue;
      Named->Num = Named->WallNs = Named->MaxNs = 0;
      Named->MinNs = ~0ull;
    }
}
