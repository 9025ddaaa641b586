/* Mappings.c - /proc/self/maps. See Mappings.h. */
#include "Mappings.h"

#include "Syscall.h"
#include "Text.h"

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

HPI_RT uint64_t unescapePath(char *Path) HPI_SYM("unescapePath");

/* The kernel writes a newline in a path as \012, and escapes nothing else. \returns the length then */
uint64_t unescapePath(char *Path) {
  char *To = Path;
  for (const char *From = Path; *From; ++From, ++To) {
    int IsNewline = From[0] == '\\' && From[1] == '0' && From[2] == '1' && From[3] == '2';
    *To = IsNewline ? '\n' : *From;
    From += IsNewline ? 3 : 0;
  }
  *To = 0;
  return (uint64_t)(To - Path);
}

HPI_RT void parseMapping(char *Line, struct HpiMapping *Mapping) HPI_SYM("parseMapping");

/* START-END rwxs OFFSET DEV INODE   PATH, ended by a NUL in place of the newline. */
void parseMapping(char *Line, struct HpiMapping *Mapping) {
  char *Text = parseHex(Line, &Mapping->Start);
  Text = parseHex(Text + (*Text == '-'), &Mapping->End);
  Mapping->IsSharedWritable = *Text == ' ' && Text[1] == 'r' && Text[2] == 'w' && Text[4] == 's';
  Mapping->IsExecutable = *Text == ' ' && Text[1] && Text[2] && Text[3] == 'x';
  while (*Text == ' ')
    ++Text;
  while (*Text && *Text != ' ')
    ++Text;
  Text = parseHex(Text + (*Text == ' '), &Mapping->FileOffset);
  while (*Text && *Text != '/')
    ++Text;
  Mapping->Path = Text;
  Mapping->PathSize = unescapePath(Text);
}

void mappingsVisit(char *Buffer, uint64_t Capacity, void (*Visit)(const struct HpiMapping *, void *), void *Context) {
  int64_t Fd = sysOpen("/proc/self/maps", O_RDONLY);
  uint64_t Size = 0;
  for (;;) {
    int64_t More = Fd < 0 ? 0 : sysRead(Fd, Buffer + Size, Capacity - Size);
    if (More <= 0)
      break;
    Size += (uint64_t)More;
    uint64_t Start = 0;
    for (uint64_t I = Start; I < Size; ++I) {
      if (Buffer[I] != '\n')
        continue;
      Buffer[I] = 0;
      struct HpiMapping Mapping;
      parseMapping(Buffer + Start, &Mapping);
      Visit(&Mapping, Context);
      Start = I + 1;
    }
    copyBytes(Buffer, Buffer + Start, Size - Start);
    Size -= Start;
  }
  if (Fd >= 0)
    sysClose(Fd);
}
