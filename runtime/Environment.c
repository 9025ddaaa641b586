/* Environment.c - what surrounds the program. See Environment.h. */
#include "Environment.h"

#include "Mappings.h"

extern char **environ __attribute__((weak));

uint64_t readWhole(const char *Path, char *Data, uint64_t Capacity) {
  int64_t Fd = sysOpen(Path, O_RDONLY);
  if (Fd < 0)
    return 0;
  uint64_t Size = 0;
  while (Size < Capacity) {
    int64_t More = sysRead(Fd, Data + Size, Capacity - Size);
    if (More <= 0)
      break;
    Size += (uint64_t)More;
  }
  sysClose(Fd);
  return Size;
}

int areArgumentsTrue(const struct HpiArguments *Arguments) {
  return Arguments && &environ && Arguments->Envp && Arguments->Envp == environ && Arguments->Argc > 0;
}

HPI_RT const char *valueIfNamed(const char *Variable, const char *Name) HPI_SYM("valueIfNamed");

const char *valueIfNamed(const char *Variable, const char *Name) {
  while (*Name && *Variable == *Name) {
    ++Variable;
    ++Name;
  }
  return !*Name && *Variable == '=' ? Variable + 1 : 0;
}

const char *findVariable(struct HpiScratch *Scratch, const struct HpiArguments *Arguments, const char *Name) {
  if (sysIsPrivileged())
    return 0;
  char **Variables = &environ && environ ? environ : areArgumentsTrue(Arguments) ? Arguments->Envp : 0;
  for (; Variables && *Variables; ++Variables) {
    const char *Value = valueIfNamed(*Variables, Name);
    if (Value)
      return Value;
  }
  if (&environ && environ)
    return 0;
  uint64_t Size = readWhole("/proc/self/environ", Scratch->Environ, sizeof(Scratch->Environ) - 1);
  Scratch->Environ[Size] = 0;
  for (char *Variable = Scratch->Environ; Variable < Scratch->Environ + Size; Variable += textLength(Variable) + 1) {
    const char *Value = valueIfNamed(Variable, Name);
    if (Value)
      return Value;
  }
  return 0;
}

HPI_RT struct HpiWriterPage *asWriterPage(const struct HpiMapping *Mapping, uint32_t Pid) HPI_SYM("asWriterPage");

struct HpiWriterPage *asWriterPage(const struct HpiMapping *Mapping, uint32_t Pid) {
  uint64_t Size = Mapping->PathSize;
  if (textEndsWith(Mapping->Path, Size, " (deleted)"))
    Size -= sizeof(" (deleted)") - 1;
  if (!Mapping->IsSharedWritable || Mapping->FileOffset || !textEndsWith(Mapping->Path, Size, ".hpi"))
    return 0;
  struct HpiWriterPage *Page = (struct HpiWriterPage *)Mapping->Start;
  for (uint32_t I = 0; I < sizeof(Page->Header.Magic); ++I)
    if (Page->Header.Magic[I] != HPI_FILE_MAGIC[I])
      return 0;
  int IsOurs =
      Page->Header.Version == HPI_FILE_VERSION && Page->Header.Pid == Pid && Page->Header.MapAddr == Mapping->Start;
  return IsOurs ? Page : 0;
}

/* What scanMappings looks for and has found. */
struct HpiMappingScan {
  struct HpiScratch *Scratch;
  struct HpiWriterPage *Found;
  uint32_t Pid;
};

HPI_RT void visitMapping(const struct HpiMapping *Mapping, void *Context) HPI_SYM("visitMapping");

void visitMapping(const struct HpiMapping *Mapping, void *Context) {
  struct HpiMappingScan *Scan = Context;
  uint64_t Here = (uint64_t)&visitMapping;
  if (Mapping->Start <= Here && Here < Mapping->End && Mapping->PathSize < sizeof(Scan->Scratch->ObjectPath))
    copyBytes(Scan->Scratch->ObjectPath, Mapping->Path, Mapping->PathSize + 1);
  struct HpiWriterPage *Page = asWriterPage(Mapping, Scan->Pid);
  Scan->Found = Page ? Page : Scan->Found;
}

struct HpiWriterPage *scanMappings(struct HpiScratch *Scratch, uint32_t Pid) {
  struct HpiMappingScan Scan = {Scratch, 0, Pid};
  Scratch->ObjectPath[0] = 0;
  mappingsVisit(Scratch->Read, sizeof(Scratch->Read), visitMapping, &Scan);
  return Scan.Found;
}
