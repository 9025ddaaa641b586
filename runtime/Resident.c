/* Resident.c - the size of the resident set. See Resident.h. */
#include "Resident.h"

#include "File.h"
#include "Syscall.h"

uint64_t residentBytes(void) {
  char Text[64];
  if (sysIsLockedIn(State.Page->SeccompAtStart))
    return 0;
  int64_t Fd = fileOpen("/proc/self/statm", O_RDONLY);
  int64_t Bytes = Fd < 0 ? 0 : sysRead(Fd, Text, sizeof(Text));
  if (Fd >= 0)
    sysClose(Fd);
  uint64_t Pages = 0;
  int64_t I = 0;
  while (I < Bytes && Text[I] != ' ')
    ++I;
  for (++I; I < Bytes && Text[I] >= '0' && Text[I] <= '9'; ++I)
    Pages = Pages * 10 + (uint64_t)(Text[I] - '0');
  return Pages * 4096;
}
