/* File.c - the open report file. See File.h. */
#include "File.h"

#include "Text.h"

int64_t fileOpen(const char *Path, int Flags) {
  int64_t Fd = sysOpen(Path, Flags);
  if (Fd < 0 || Fd > 2)
    return Fd;
  /* The host closed a standard descriptor; what it prints there must not land in the report. */
  int64_t Above = sysDupAbove(Fd, 3);
  sysClose(Fd);
  return Above;
}

int64_t fileIdentity(int64_t Fd, uint64_t *Dev, uint64_t *Ino) {
  struct statx Stat;
  int64_t Error = sysStat(Fd, "", &Stat);
  if (Error)
    return Error;
  *Dev = ((uint64_t)Stat.stx_dev_major << 32) | Stat.stx_dev_minor;
  *Ino = Stat.stx_ino;
  return 0;
}

int64_t fileReopen(const struct HpiWriterPage *Page) {
  if (sysIsLockedIn(Page->SeccompAtStart))
    return -EPERM;
  int64_t Fd = fileOpen(Page->Path, O_RDWR | O_NOFOLLOW);
  if (Fd < 0)
    return Fd;
  uint64_t Dev = 0, Ino = 0;
  int64_t Error = fileIdentity(Fd, &Dev, &Ino);
  if (Error || Dev != Page->Dev || Ino != Page->Ino) {
    sysClose(Fd);
    return Error ? Error : -ESTALE;
  }
  return Fd;
}

int64_t fileExtend(struct HpiWriterPage *Page, int64_t Fd, uint64_t Bytes) {
  if (Bytes <= Page->Header.FileSize)
    return 0;
  if (Bytes > sysFileSizeLimit())
    return -EFBIG;
  int64_t Error = sysTruncate(Fd, Bytes);
  if (!Error)
    Page->Header.FileSize = Bytes;
  return Error;
}

int64_t fileZero(int64_t Fd, uint64_t FileOffset, uint64_t Bytes) {
  if (FileOffset + Bytes > sysFileSizeLimit())
    return -EFBIG;
  int64_t Zeros = sysMap(0, Bytes, -1, 0);
  if (Zeros < 0)
    return Zeros;
  uint64_t Done = 0;
  int64_t Written = 1;
  for (; Done < Bytes && Written > 0; Done += (uint64_t)Written) {
    struct HpiIoVec Vec = {(const void *)Zeros, Bytes - Done};
    Written = sysPwritev(Fd, &Vec, 1, FileOffset + Done);
    if (Written <= 0)
      break;
  }
  sysUnmap((void *)Zeros, Bytes);
  return Done == Bytes ? 0 : Written ? Written : -ENOSPC;
}

int64_t filePad(struct HpiWriterPage *Page, int64_t Fd, uint64_t *Start) {
  uint64_t Committed = Page->Header.CommittedSize;
  struct HpiChunk Pad = {HPI_CHUNK_PAD, 0, alignUp(Committed, HPI_PAGE_BYTES) - Committed};
  if (Pad.Size && Pad.Size < sizeof(Pad))
    Pad.Size += HPI_PAGE_BYTES;
  *Start = Committed + Pad.Size;
  if (!Pad.Size)
    return 0;
  if (Committed + sizeof(Pad) > sysFileSizeLimit())
    return -EFBIG;
  struct HpiIoVec Vec = {&Pad, sizeof(Pad)};
  int64_t Written = sysPwritev(Fd, &Vec, 1, Committed);
  return Written == sizeof(Pad) ? 0 : Written < 0 ? Written : -ENOSPC;
}

int64_t fileAppendMapped(struct HpiWriterPage *Page, int64_t Fd, const struct HpiChunk *Head, uint64_t HeadBytes,
                         void **Mapped) {
  uint64_t Start;
  int64_t Error = filePad(Page, Fd, &Start);
  if (!Error)
    Error = fileExtend(Page, Fd, Start + Head->Size);
  if (!Error)
    Error = fileZero(Fd, Start, Head->Size);
  if (Error)
    return Error;
  struct HpiIoVec Vec = {Head, HeadBytes};
  int64_t Written = sysPwritev(Fd, &Vec, 1, Start);
  if (Written != (int64_t)HeadBytes)
    return Written < 0 ? Written : -ENOSPC;
  int64_t Address = sysMap(*Mapped, Head->Size, Fd, Start);
  if (Address < 0)
    return Address;
  *Mapped = (void *)Address;
  __atomic_store_n(&Page->Header.CommittedSize, Start + Head->Size, __ATOMIC_RELEASE);
  return 0;
}

void gatherStart(struct HpiGather *Gather, int64_t Fd, uint64_t FileOffset) {
  Gather->Fd = Fd;
  Gather->FileOffset = FileOffset;
  Gather->NumVecs = 0;
  Gather->NumHeads = 0;
  Gather->Error = 0;
}

void gatherFlush(struct HpiGather *Gather) {
  uint64_t Bytes = 0;
  for (uint32_t I = 0; I < Gather->NumVecs; ++I)
    Bytes += Gather->Vecs[I].Bytes;
  if (!Gather->Error && Gather->FileOffset + Bytes > sysFileSizeLimit())
    Gather->Error = -EFBIG;
  uint32_t First = 0;
  while (!Gather->Error && First < Gather->NumVecs) {
    int64_t Written = sysPwritev(Gather->Fd, Gather->Vecs + First, Gather->NumVecs - First, Gather->FileOffset);
    if (Written <= 0) {
      Gather->Error = Written ? Written : -ENOSPC;
      break;
    }
    Gather->FileOffset += (uint64_t)Written;
    while (First < Gather->NumVecs && (uint64_t)Written >= Gather->Vecs[First].Bytes)
      Written -= (int64_t)Gather->Vecs[First++].Bytes;
    if (Written) {
      Gather->Vecs[First].Base = (const char *)Gather->Vecs[First].Base + Written;
      Gather->Vecs[First].Bytes -= (uint64_t)Written;
    }
  }
  Gather->NumVecs = 0;
  Gather->NumHeads = 0;
}

void gatherAdd(struct HpiGather *Gather, const void *Data, uint64_t Bytes) {
  if (Gather->NumVecs + 2 > HPI_NUM_IOVECS)
    gatherFlush(Gather);
  struct HpiIoVec *Vec = &Gather->Vecs[Gather->NumVecs];
  Vec[0].Base = Data;
  Vec[0].Bytes = Bytes;
  Vec[1].Base = "\0\0\0\0\0\0\0";
  Vec[1].Bytes = alignUp(Bytes, 8) - Bytes;
  Gather->NumVecs += 2;
}

int64_t gatherEnd(struct HpiGather *Gather, uint64_t *FileOffset) {
  gatherFlush(Gather);
  *FileOffset = Gather->FileOffset;
  return Gather->Error;
}
