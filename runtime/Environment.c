/* Environment.c - what surrounds the program. See Environment.h. */
#include "Environment.h"

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

/* One line of /proc/self/maps. */
struct HpiMapping {
  uint64_t Start, End, FileOffset;
  int IsShared;
  char *Path;
  uint64_t PathSize;
};

HPI_RT char *parseHex(char *Text, uint64_t *Value) HPI_SYM("parseHex");

char *parseHex(char *Text, uint64_t *Value) {
  for (*Value = 0;; ++Text) {
    if (*Text >= '0' && *Text <= '9')
      *Value = *Value * 16 + (uint64_t)(*Text - '0');
    else if (*Text >= 'a' && *Text <= 'f')
      *Value = *Value * 16 + (uint64_t)(*Text - 'a' + 10);
    else
      return Text;
  }
}

HPI_RT void parseMapping(char *Line, uint64_t Size, struct HpiMapping *Mapping) HPI_SYM("parseMapping");

/* START-END rwxs OFFSET DEV INODE   PATH, ended by a NUL in place of the newline. */
void parseMapping(char *Line, uint64_t Size, struct HpiMapping *Mapping) {
  char *Text = parseHex(Line, &Mapping->Start);
  Text = parseHex(Text + (*Text == '-'), &Mapping->End);
  Mapping->IsShared = *Text == ' ' && Text[1] == 'r' && Text[2] == 'w' && Text[4] == 's';
  while (*Text == ' ')
    ++Text;
  while (*Text && *Text != ' ')
    ++Text;
  Text = parseHex(Text + (*Text == ' '), &Mapping->FileOffset);
  while (*Text && *Text != '/')
    ++Text;
  Mapping->Path = Text;
  Mapping->PathSize = Size - (uint64_t)(Text - Line);
}

HPI_RT struct HpiWriterPage *asWriterPage(const struct HpiMapping *Mapping, uint32_t Pid) HPI_SYM("asWriterPage");

struct HpiWriterPage *asWriterPage(const struct HpiMapping *Mapping, uint32_t Pid) {
  uint64_t Size = Mapping->PathSize;
  if (textEndsWith(Mapping->Path, Size, " (deleted)"))
    Size -= sizeof(" (deleted)") - 1;
  if (!Mapping->IsShared || Mapping->FileOffset || !textEndsWith(Mapping->Path, Size, ".hpi"))
    return 0;
  struct HpiWriterPage *Page = (struct HpiWriterPage *)Mapping->Start;
  for (uint32_t I = 0; I < sizeof(Page->Header.Magic); ++I)
    if (Page->Header.Magic[I] != HPI_FILE_MAGIC[I])
      return 0;
  int IsOurs =
      Page->Header.Version == HPI_FILE_VERSION && Page->Header.Pid == Pid && Page->Header.MapAddr == Mapping->Start;
  return IsOurs ? Page : 0;
}

HPI_RT struct HpiWriterPage *visitMapping(struct HpiScratch *Scratch, char *Line, uint64_t Size, uint32_t Pid)
    HPI_SYM("visitMapping");

struct HpiWriterPage *visitMapping(struct HpiScratch *Scratch, char *Line, uint64_t Size, uint32_t Pid) {
  struct HpiMapping Mapping;
  parseMapping(Line, Size, &Mapping);
  uint64_t Here = (uint64_t)&visitMapping;
  if (Mapping.Start <= Here && Here < Mapping.End && Mapping.PathSize < sizeof(Scratch->ObjectPath))
    copyBytes(Scratch->ObjectPath, Mapping.Path, Mapping.PathSize + 1);
  return asWriterPage(&Mapping, Pid);
}

struct HpiWriterPage *scanMappings(struct HpiScratch *Scratch, uint32_t Pid) {
  struct HpiWriterPage *Found = 0;
  Scratch->ObjectPath[0] = 0;
  int64_t Fd = sysOpen("/proc/self/maps", O_RDONLY);
  uint64_t Size = 0;
  for (;;) {
    int64_t More = Fd < 0 ? 0 : sysRead(Fd, Scratch->Read + Size, sizeof(Scratch->Read) - Size);
    if (More <= 0)
      break;
    Size += (uint64_t)More;
    uint64_t Start = 0;
    for (uint64_t I = Start; I < Size; ++I) {
      if (Scratch->Read[I] != '\n')
        continue;
      Scratch->Read[I] = 0;
      struct HpiWriterPage *Page = visitMapping(Scratch, Scratch->Read + Start, I - Start, Pid);
      Found = Page ? Page : Found;
      Start = I + 1;
    }
    copyBytes(Scratch->Read, Scratch->Read + Start, Size - Start);
    Size -= Start;
  }
  if (Fd >= 0)
    sysClose(Fd);
  return Found;
}
