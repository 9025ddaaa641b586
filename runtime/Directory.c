/* Directory.c - the output directory. See Directory.h. */
#include "Directory.h"

#include "Text.h"

enum {
  HPI_PROGRAM_BYTES = 128, /* of a program's name in a file name */
  HPI_NUMERAL_BYTES = 64   /* room for ".PID.NONCE.hpi" */
};

HPI_RT const char *baseName(const char *Path) HPI_SYM("baseName");

const char *baseName(const char *Path) {
  const char *Name = Path;
  for (; *Path; ++Path)
    if (*Path == '/')
      Name = Path + 1;
  return Name;
}

int64_t directoryName(struct HpiScratch *Scratch, const char *Out) {
  struct HpiWriterPage *Page = &Scratch->Page;
  struct HpiText Path;
  textStart(&Path, Page->Path, HPI_PATH_BYTES - HPI_NUMERAL_BYTES);
  Out = Out && *Out ? Out : "hpinstr.out";
  if (*Out != '/' && *Scratch->Cwd) {
    textAdd(&Path, Scratch->Cwd);
    textAdd(&Path, "/");
  }
  textAdd(&Path, Out);
  textAdd(&Path, "/");
  Page->NameStart = (uint32_t)Path.Size;
  const char *Program = baseName(Scratch->ExePath);
  uint64_t ProgramSize = textLength(Program);
  textAddBytes(&Path, Program, ProgramSize < HPI_PROGRAM_BYTES ? ProgramSize : HPI_PROGRAM_BYTES);
  textAdd(&Path, *Program ? "." : "program.");
  Page->NumeralStart = (uint32_t)Path.Size;
  return Path.Overflow ? -ENAMETOOLONG : 0;
}

int64_t directoryMake(struct HpiWriterPage *Page) {
  int64_t Error = 0;
  for (uint32_t I = 1; I < Page->NameStart; ++I) {
    if (Page->Path[I] != '/')
      continue;
    Page->Path[I] = 0;
    int64_t Made = sysMkdir(Page->Path);
    Error = Made == -EEXIST ? 0 : Made;
    Page->Path[I] = '/';
  }
  return Error;
}

HPI_RT void countEntry(struct HpiScratch *Scratch, int64_t Fd, const struct HpiDirEntry *Entry, uint64_t *NumFiles,
                       uint64_t *NumBytes) HPI_SYM("countEntry");

void countEntry(struct HpiScratch *Scratch, int64_t Fd, const struct HpiDirEntry *Entry, uint64_t *NumFiles,
                uint64_t *NumBytes) {
  if (!textEndsWith(Entry->Name, textLength(Entry->Name), ".hpi"))
    return;
  ++*NumFiles;
  if (Scratch->Page.Options.max_bytes && sysStat(Fd, Entry->Name, &Scratch->Stat) == 0)
    *NumBytes += Scratch->Stat.stx_blocks * 512;
}

int directoryHasRoom(struct HpiScratch *Scratch) {
  struct HpiWriterPage *Page = &Scratch->Page;
  const struct HpiOptions *Options = &Page->Options;
  if (!Options->max_files && !Options->max_bytes)
    return 1;
  char Saved = Page->Path[Page->NameStart];
  Page->Path[Page->NameStart] = 0;
  int64_t Fd = sysOpen(Page->Path, O_RDONLY | O_DIRECTORY);
  Page->Path[Page->NameStart] = Saved;
  if (Fd < 0)
    return 1;
  uint64_t NumFiles = 0, NumBytes = 0;
  for (;;) {
    int64_t Size = sysGetDents(Fd, Scratch->Read, sizeof(Scratch->Read));
    if (Size <= 0)
      break;
    for (int64_t I = 0; I < Size; I += ((struct HpiDirEntry *)(Scratch->Read + I))->Bytes)
      countEntry(Scratch, Fd, (struct HpiDirEntry *)(Scratch->Read + I), &NumFiles, &NumBytes);
  }
  sysClose(Fd);
  return (!Options->max_files || NumFiles < Options->max_files) &&
         (!Options->max_bytes || NumBytes < Options->max_bytes);
}
