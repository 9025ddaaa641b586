/* Mappings.h - /proc/self/maps.
 *
 * Owns: its grammar. Must not: keep anything.
 */
#ifndef HPI_RUNTIME_MAPPINGS_H
#define HPI_RUNTIME_MAPPINGS_H

#include "Names.h"

/* One line. */
struct HpiMapping {
  uint64_t Start, End, FileOffset;
  int IsSharedWritable, IsExecutable;
  char *Path; /* "" where none; ended by a NUL */
  uint64_t PathSize;
};

/* Calls Visit with each mapping, by address. Buffer is for lines; longer ones end the walk. */
HPI_RT void mappingsVisit(char *Buffer, uint64_t Capacity, void (*Visit)(const struct HpiMapping *, void *),
                          void *Context) HPI_SYM("mappingsVisit");

/* Reads a hexadecimal number and returns where it ends. */
HPI_RT char *parseHex(char *Text, uint64_t *Value) HPI_SYM("parseHex");

#endif
