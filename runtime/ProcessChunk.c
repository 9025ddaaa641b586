/* ProcessChunk.c - the PROCESS chunk. See ProcessChunk.h. */
#include "ProcessChunk.h"

#include "Environment.h"
#include "Machine.h"
#include "hpinstr/hpinstr.h"

#define HPI_DIGITS(Number) #Number
#define HPI_DOTTED(Major, Minor) HPI_DIGITS(Major) "." HPI_DIGITS(Minor)

HPI_RT uint64_t addItem(char *Chunk, uint64_t Size, uint32_t Tag, const char *Data, uint64_t Bytes) HPI_SYM("addItem");

uint64_t addItem(char *Chunk, uint64_t Size, uint32_t Tag, const char *Data, uint64_t Bytes) {
  struct HpiProcessItem *Item = (struct HpiProcessItem *)(Chunk + Size);
  Item->Tag = Tag;
  Item->Bytes = (uint32_t)Bytes;
  copyBytes(Item + 1, Data, Bytes);
  return Size + sizeof(*Item) + alignUp(Bytes, 8);
}

HPI_RT uint64_t readArguments(struct HpiScratch *Scratch, const struct HpiArguments *Arguments)
    HPI_SYM("readArguments");

/* Whole arguments with their NULs, as many as HPI_ARGV_BYTES hold. */
uint64_t readArguments(struct HpiScratch *Scratch, const struct HpiArguments *Arguments) {
  uint64_t Size = 0;
  if (!areArgumentsTrue(Arguments)) {
    Size = readWhole("/proc/self/cmdline", Scratch->Argv, HPI_ARGV_BYTES);
    while (Size && Scratch->Argv[Size - 1])
      --Size;
    return Size;
  }
  for (int I = 0; I < Arguments->Argc && Arguments->Argv[I]; ++I) {
    uint64_t Bytes = textLength(Arguments->Argv[I]) + 1;
    if (Size + Bytes > HPI_ARGV_BYTES)
      break;
    copyBytes(Scratch->Argv + Size, Arguments->Argv[I], Bytes);
    Size += Bytes;
  }
  return Size;
}

HPI_RT uint64_t addMachine(struct HpiScratch *Scratch, uint64_t Size) HPI_SYM("addMachine");

uint64_t addMachine(struct HpiScratch *Scratch, uint64_t Size) {
  for (uint32_t Tag = HPI_PROC_MACHINE; Tag <= HPI_PROC_TURBO; ++Tag) {
    char Data[200];
    Size = addItem(Scratch->Process, Size, Tag, Data, machineText(Scratch, Tag, Data, sizeof(Data)));
  }
  return Size;
}

uint64_t processChunkFill(struct HpiScratch *Scratch, const struct HpiArguments *Arguments, const char *Options) {
  char *Chunk = Scratch->Process;
  uint64_t Size = sizeof(struct HpiChunk);
  Size = addItem(Chunk, Size, HPI_PROC_ARGV, Scratch->Argv, readArguments(Scratch, Arguments));
  Size = addItem(Chunk, Size, HPI_PROC_EXE, Scratch->ExePath, textLength(Scratch->ExePath));
  Size = addItem(Chunk, Size, HPI_PROC_CWD, Scratch->Cwd, textLength(Scratch->Cwd));
  uint64_t OptionsSize = Options ? textLength(Options) : 0;
  Size = addItem(Chunk, Size, HPI_PROC_OPTIONS, Options, OptionsSize < 4096 ? OptionsSize : 4096);
  const char *Version = "hpinstr " HPI_DOTTED(HPINSTR_VERSION_MAJOR, HPINSTR_VERSION_MINOR);
  Size = addItem(Chunk, Size, HPI_PROC_RUNTIME, Version, textLength(Version));
  Size = addMachine(Scratch, Size);
  Size = addItem(Chunk, Size, HPI_PROC_END, 0, 0);
  struct HpiChunk *Head = (struct HpiChunk *)Chunk;
  Head->Kind = HPI_CHUNK_PROCESS;
  Head->Flags = 0;
  Head->Size = Size;
  return Size;
}
