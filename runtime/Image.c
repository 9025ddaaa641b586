/* Image.c - the report file of a process image. See Image.h. */
#include "Image.h"

#include "Directory.h"
#include "Elf.h"
#include "Environment.h"
#include "File.h"
#include "HeaderCheck.h"
#include "Machine.h"
#include "Message.h"
#include "Options.h"
#include "ProcessChunk.h"

HPI_RT uint64_t drawNonce(uint32_t Pid) HPI_SYM("drawNonce");

uint64_t drawNonce(uint32_t Pid) {
  uint64_t Nonce = 0;
  if (sysRandom(&Nonce, sizeof(Nonce)) != sizeof(Nonce) || !Nonce)
    Nonce = (sysClockNs(HPI_CLOCK_REALTIME) ^ (sysClockNs(HPI_CLOCK_MONOTONIC) << 21) ^ (uint64_t)&Nonce) *
                0x9e3779b97f4a7c15u +
            Pid;
  return Nonce ? Nonce : 1;
}

HPI_RT int64_t createFile(struct HpiWriterPage *Page) HPI_SYM("createFile");

int64_t createFile(struct HpiWriterPage *Page) {
  int64_t Fd = -EEXIST, Made = 0;
  for (int Try = 0; Try < 8 && (Fd == -EEXIST || Fd == -ENOENT); ++Try) {
    if (Fd == -ENOENT)
      Made = directoryMake(Page);
    Page->Header.ImageId = drawNonce(Page->Header.Pid);
    Page->Header.StartCheck = startCheck(&Page->Header);
    struct HpiText Path;
    textStart(&Path, Page->Path + Page->NumeralStart, HPI_PATH_BYTES - Page->NumeralStart);
    textAddNumber(&Path, Page->Header.Pid, 10);
    textAdd(&Path, ".");
    textAddNumber(&Path, Page->Header.ImageId, 16);
    textAdd(&Path, ".hpi");
    int64_t Last = Fd;
    Fd = fileOpen(Page->Path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW);
    if (Last == -ENOENT && Fd == Last)
      break;
  }
  return Fd == -ENOENT && Made ? Made : Fd; /* why the directory is not there says more */
}

HPI_RT void fillHeader(struct HpiWriterPage *Page, uint32_t Pid, uint64_t ProcessBytes) HPI_SYM("fillHeader");

void fillHeader(struct HpiWriterPage *Page, uint32_t Pid, uint64_t ProcessBytes) {
  struct HpiFileHeader *Header = &Page->Header;
  uint64_t ParentImageId = Header->ParentImageId;
  zeroBytes(Header, sizeof(*Header));
  copyBytes(Header->Magic, HPI_FILE_MAGIC, sizeof(Header->Magic));
  Header->Version = HPI_FILE_VERSION;
  Header->MinReaderVersion = HPI_MIN_READER_VERSION;
  Header->HeaderSize = HPI_HEADER_BYTES;
  Header->EndianTag = HPI_ENDIAN_TAG;
  Header->CommittedSize = HPI_HEADER_BYTES + ProcessBytes;
  Header->Pid = Pid;
  Header->ParentPid = sysGetPpid();
  Header->StartRealtimeNs = sysClockNs(HPI_CLOCK_REALTIME);
  Header->StartMonotonicNs = sysClockNs(HPI_CLOCK_MONOTONIC);
  Header->ParentImageId = ParentImageId;
  Header->StartLoad = readLoad();
  Header->FileSize = Header->CommittedSize;
  Page->MapBytes = Header->CommittedSize;
  Page->Warned = 0;
  Page->NumClosed = 0;
  Page->ListLock = 0;
}

HPI_RT int64_t storeImage(struct HpiScratch *Scratch, int64_t Fd, void *At) HPI_SYM("storeImage");

/* Writes the prepared page and PROCESS chunk to Fd and maps them. Writing first gives them disk space.
 * \returns the mapping's address or a negative errno value */
int64_t storeImage(struct HpiScratch *Scratch, int64_t Fd, void *At) {
  struct HpiWriterPage *Page = &Scratch->Page;
  int64_t Error = fileIdentity(Fd, &Page->Dev, &Page->Ino);
  if (Error)
    return Error;
  uint64_t End;
  gatherStart(&Scratch->Gather, Fd, 0);
  gatherAdd(&Scratch->Gather, Page, Page->MapBytes);
  Error = gatherEnd(&Scratch->Gather, &End);
  if (Error)
    return Error;
  int64_t Address = sysMap(At, Page->MapBytes, Fd, 0);
  if (Address > 0)
    ((struct HpiWriterPage *)Address)->Header.MapAddr = (uint64_t)Address;
  return Address;
}

HPI_RT struct HpiWriterPage *mapInMemory(struct HpiScratch *Scratch, void *At) HPI_SYM("mapInMemory");

/* A page that no reader sees; its name tells the other copies of the runtime in this process where it is. */
struct HpiWriterPage *mapInMemory(struct HpiScratch *Scratch, void *At) {
  struct HpiWriterPage *Page = &Scratch->Page;
  Page->Header.Writable = 0;
  int64_t Fd = sysMemFd("hpinstr.hpi");
  int64_t Address = Fd < 0 ? Fd : storeImage(Scratch, Fd, At);
  if (Fd >= 0)
    sysClose(Fd);
  if (Address < 0) {
    Address = sysMap(At, Page->MapBytes, -1, 0);
    if (Address < 0)
      return 0;
    copyBytes((void *)Address, Page, Page->MapBytes);
  }
  return (struct HpiWriterPage *)Address;
}

HPI_RT void sayFile(const struct HpiWriterPage *Page) HPI_SYM("sayFile");

void sayFile(const struct HpiWriterPage *Page) {
  struct HpiLine Line;
  lineStart(&Line, "note: writing ");
  lineAdd(&Line, Page->Path);
  lineWrite(&Line, Page);
}

HPI_RT int64_t publishImage(struct HpiScratch *Scratch, void *At, int64_t Error, struct HpiWriterPage **Mapped)
    HPI_SYM("publishImage");

/* Brings the prepared page into a file, or where Error says why there is none, into memory. */
int64_t publishImage(struct HpiScratch *Scratch, void *At, int64_t Error, struct HpiWriterPage **Mapped) {
  struct HpiWriterPage *Page = &Scratch->Page;
  Page->Header.Writable = 1;
  int64_t Fd = Error ? Error : !directoryHasRoom(Scratch) ? -EOVERFLOW : createFile(Page);
  int64_t Address = Fd < 0 ? Fd : storeImage(Scratch, Fd, At);
  if (Fd >= 0 && Address < 0) {
    sysUnlink(Page->Path);
    sysClose(Fd);
    Fd = Address;
  }
  if (Fd < 0) {
    warnReport(Page, Fd, "counts of this process are not written");
    *Mapped = mapInMemory(Scratch, At);
    return Fd;
  }
  *Mapped = (struct HpiWriterPage *)Address;
  if (Page->Options.verbose)
    sayFile(Page);
  return Fd;
}

int64_t imageCreate(struct HpiScratch *Scratch, const struct HpiArguments *Arguments, uint32_t Pid,
                    struct HpiWriterPage **Page) {
  if (sysGetCwd(Scratch->Cwd, sizeof(Scratch->Cwd)) < 0)
    Scratch->Cwd[0] = 0;
  fileIdentity(2, &Scratch->Page.StderrDev, &Scratch->Page.StderrIno);
  Scratch->Page.SeccompAtStart = sysSeccompMode() > 0;
  const char *Options = findVariable(Scratch, Arguments, "HPINSTR_OPTIONS");
  optionsParse(&Scratch->Page.Options, Options);
  fillHeader(&Scratch->Page, Pid, processChunkFill(Scratch, Arguments, Options));
  int64_t Error = directoryName(Scratch, findVariable(Scratch, Arguments, "HPINSTR_OUT"));
  return publishImage(Scratch, 0, Error, Page);
}

int64_t imageFork(struct HpiScratch *Scratch, struct HpiWriterPage *Page, uint32_t Pid) {
  copyBytes(&Scratch->Page, Page, Page->MapBytes);
  Scratch->Page.Header.ParentImageId = Page->Header.ImageId;
  fillHeader(&Scratch->Page, Pid, Page->MapBytes - HPI_HEADER_BYTES);
  /* The parent's page is shared: a thread there may have mapped this since the fork, and not in here. */
  uint64_t Follower = (uint64_t)Scratch->Page.Follower, Word;
  if (Follower && !readOwn(Follower, &Word, sizeof(Word)))
    Scratch->Page.Follower = 0;
  struct HpiWriterPage *Mapped;
  if (Page->Header.Writable)
    return publishImage(Scratch, Page, 0, &Mapped);
  mapInMemory(Scratch, Page);
  return -EROFS;
}
