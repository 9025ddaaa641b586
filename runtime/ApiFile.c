/* ApiFile.c - chunks that the user API appends, and where they are. */
#include "Api.h"

#include "File.h"
#include "Lock.h"
#include "Text.h"

uint64_t apiAppend(struct HpiCall *Call, const struct HpiChunk *Head) {
  struct HpiFileHeader *Header = &Call->Page->Header;
  lockAcquire(&Header->Lock, Header->Pid);
  uint64_t Place = Header->CommittedSize;
  struct HpiIoVec Vec = {Head, Head->Size};
  int64_t Written = -EFBIG;
  if (Place + Head->Size <= sysFileSizeLimit())
    Written = sysPwritev(Call->Fd, &Vec, 1, Place);
  if (Written == (int64_t)Head->Size) {
    if (Header->FileSize < Place + Head->Size)
      Header->FileSize = Place + Head->Size;
    __atomic_store_n(&Header->CommittedSize, Place + Head->Size, __ATOMIC_RELEASE);
  } else {
    Call->Error = Written < 0 ? Written : -ENOSPC;
    Place = 0;
  }
  lockRelease(&Header->Lock);
  return Place;
}

void *apiAppendMapped(struct HpiCall *Call, const struct HpiChunk *Head, uint64_t HeadBytes) {
  struct HpiFileHeader *Header = &Call->Page->Header;
  void *Mapped = 0;
  lockAcquire(&Header->Lock, Header->Pid);
  int64_t Error = fileAppendMapped(Call->Page, Call->Fd, Head, HeadBytes, &Mapped);
  lockRelease(&Header->Lock);
  if (!Error)
    return Mapped;
  Call->Error = Error;
  return 0;
}

struct HpiItem *apiFindItem(struct HpiApi *Api, uint32_t ObjectId, uint32_t LabelId) {
  for (uint64_t I = 0; I < Api->NumItems; ++I)
    if (Api->Items[I].ObjectId == ObjectId && Api->Items[I].LabelId == LabelId)
      return &Api->Items[I];
  return 0;
}

HPI_RT int growItems(struct HpiApi *Api) HPI_SYM("growItems");

int growItems(struct HpiApi *Api) {
  uint64_t Capacity = Api->Capacity ? Api->Capacity * 2 : HPI_PAGE_BYTES / sizeof(struct HpiItem);
  int64_t Address = sysMap(0, Capacity * sizeof(struct HpiItem), -1, 0);
  if (Address < 0)
    return 0;
  copyBytes((void *)Address, Api->Items, Api->NumItems * sizeof(struct HpiItem));
  if (Api->Items)
    sysUnmap(Api->Items, Api->Capacity * sizeof(struct HpiItem));
  Api->Items = (struct HpiItem *)Address;
  Api->Capacity = Capacity;
  return 1;
}

void apiAddItem(struct HpiCall *Call, uint32_t ObjectId, uint32_t LabelId, uint64_t Value) {
  struct HpiApi *Api = Call->Api;
  if (Api->NumItems == Api->Capacity && !growItems(Api)) {
    Call->Error = -ENOMEM;
    return;
  }
  struct HpiItem *Item = &Api->Items[Api->NumItems++];
  Item->ObjectId = ObjectId;
  Item->LabelId = LabelId;
  Item->Value = Value;
}

HPI_RT uint64_t hashName(const char *Name) HPI_SYM("hashName");

/* FNV-1a. Two names in a process that share all 64 bits are taken for one. */
uint64_t hashName(const char *Name) {
  uint64_t Hash = 0xcbf29ce484222325u;
  for (; *Name; ++Name)
    Hash = (Hash ^ (uint8_t)*Name) * 0x100000001b3u;
  return Hash;
}

uint32_t apiLabelId(struct HpiCall *Call, const char *Name) {
  if (!*Name)
    return 0;
  struct HpiApi *Api = Call->Api;
  uint64_t Hash = hashName(Name);
  for (uint64_t I = 0; I < Api->NumItems; ++I)
    if (Api->Items[I].ObjectId == HPI_NO_OBJECT && Api->Items[I].Value == Hash)
      return Api->Items[I].LabelId;
  struct {
    struct HpiLabelChunk Chunk;
    char Name[HPI_LABEL_BYTES];
  } Label;
  uint64_t Size = textLength(Name);
  zeroBytes(&Label, sizeof(Label));
  copyBytes((char *)&Label + sizeof(struct HpiLabelChunk), Name, Size);
  Label.Chunk.Head.Kind = HPI_CHUNK_LABEL;
  Label.Chunk.Head.Size = alignUp(sizeof(struct HpiLabelChunk) + Size, 8);
  Label.Chunk.LabelId = Api->NumLabels + 1;
  Label.Chunk.NameBytes = (uint32_t)Size;
  if (!apiAppend(Call, &Label.Chunk.Head))
    return 0;
  apiAddItem(Call, HPI_NO_OBJECT, ++Api->NumLabels, Hash);
  return Api->NumLabels;
}
