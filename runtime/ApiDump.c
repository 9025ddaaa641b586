/* ApiDump.c - a copy of the report while the process goes on.
 *
 * The copy is made under another name and renamed when it is whole. Pages of zeros stay holes.
 */
#include "Api.h"

#include "File.h"
#include "HeaderCheck.h"
#include "Text.h"

enum { HPI_COPY_BYTES = 1 << 18 };

HPI_RT int isZero(const char *Data, uint64_t Bytes) HPI_SYM("isZero");

int isZero(const char *Data, uint64_t Bytes) {
  for (uint64_t I = 0; I < Bytes; ++I)
    if (Data[I])
      return 0;
  return 1;
}

HPI_RT int64_t copyFile(int64_t From, int64_t To, uint64_t Bytes, char *Buffer) HPI_SYM("copyFile");

int64_t copyFile(int64_t From, int64_t To, uint64_t Bytes, char *Buffer) {
  if (Bytes > sysFileSizeLimit())
    return -EFBIG;
  int64_t Error = sysTruncate(To, Bytes);
  for (uint64_t Place = 0; !Error && Place < Bytes;) {
    uint64_t Wanted = Bytes - Place < HPI_COPY_BYTES ? Bytes - Place : HPI_COPY_BYTES;
    int64_t Size = sysPread(From, Buffer, Wanted, Place);
    if (Size <= 0)
      return Size;
    for (int64_t I = 0; I < Size && !Error; I += HPI_PAGE_BYTES) {
      uint64_t Part = Size - I < HPI_PAGE_BYTES ? (uint64_t)(Size - I) : HPI_PAGE_BYTES;
      struct HpiIoVec Vec = {Buffer + I, Part};
      if (isZero(Buffer + I, Part))
        continue;
      int64_t Written = sysPwritev(To, &Vec, 1, Place + (uint64_t)I);
      Error = Written == (int64_t)Part ? 0 : Written < 0 ? Written : -ENOSPC;
    }
    Place += (uint64_t)Size;
  }
  return Error;
}

HPI_RT int64_t markDumped(const struct HpiCall *Call, int64_t To) HPI_SYM("markDumped");

/* Gives the copy's header the usage so far. */
int64_t markDumped(const struct HpiCall *Call, int64_t To) {
  struct HpiFileHeader Header = Call->Page->Header;
  struct HpiUsage Usage;
  Header.EndMonotonicNs = sysClockNs(HPI_CLOCK_MONOTONIC);
  if (!sysUsage(&Usage)) {
    Header.EndKind = HPI_END_DUMPED;
    Header.UserNs = (uint64_t)Usage.UserSec * 1000000000u + (uint64_t)Usage.UserUsec * 1000u;
    Header.SysNs = (uint64_t)Usage.SysSec * 1000000000u + (uint64_t)Usage.SysUsec * 1000u;
    Header.MaxRssBytes = (uint64_t)Usage.MaxRssKb * 1024u;
    Header.MinorFaults = (uint64_t)Usage.MinorFaults;
    Header.MajorFaults = (uint64_t)Usage.MajorFaults;
    Header.VoluntarySwitches = (uint64_t)Usage.VoluntarySwitches;
    Header.InvoluntarySwitches = (uint64_t)Usage.InvoluntarySwitches;
  }
  Header.Lock = 0;
  Header.EndCheck = endCheck(&Header);
  struct HpiIoVec Vec = {&Header, sizeof(Header)};
  int64_t Written = sysPwritev(To, &Vec, 1, 0);
  return Written == (int64_t)Vec.Bytes ? 0 : -ENOSPC;
}

HPI_RT int64_t writeDump(struct HpiCall *Call, const char *Path, uint64_t Bytes) HPI_SYM("writeDump");

int64_t writeDump(struct HpiCall *Call, const char *Path, uint64_t Bytes) {
  int64_t Buffer = sysMap(0, HPI_COPY_BYTES, -1, 0);
  if (Buffer < 0)
    return Buffer;
  int64_t To = fileOpen(Path, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW);
  int64_t Error = To < 0 ? To : copyFile(Call->Fd, To, Bytes, (char *)Buffer);
  if (!Error)
    Error = markDumped(Call, To);
  if (To >= 0)
    sysClose(To);
  sysUnmap((void *)Buffer, HPI_COPY_BYTES);
  return Error;
}

int64_t dumpReport(struct HpiCall *Call, const char *Path) {
  struct {
    char Own[HPI_PATH_BYTES], Part[HPI_PATH_BYTES];
  } *Paths;
  int64_t Room = sysMap(0, sizeof(*Paths), -1, 0);
  if (Room < 0)
    return Room;
  Paths = (void *)Room;
  struct HpiText Text;
  if (!Path) {
    textStart(&Text, Paths->Own, sizeof(Paths->Own));
    textAdd(&Text, Call->Page->Path);
    textAdd(&Text, ".");
    textAddNumber(&Text, ++Call->Api->NumDumps, 10);
    Path = Paths->Own;
  }
  textStart(&Text, Paths->Part, sizeof(Paths->Part));
  textAdd(&Text, Path);
  textAdd(&Text, ".part");
  int64_t Error = Text.Overflow ? -ENAMETOOLONG : writeDump(Call, Paths->Part, Call->Page->Header.CommittedSize);
  if (!Error)
    Error = sysRename(Paths->Part, Path);
  if (Error)
    sysUnlink(Paths->Part);
  sysUnmap(Paths, sizeof(*Paths));
  return Error;
}
