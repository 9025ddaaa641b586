/* Directory.h - the output directory.
 *
 * Owns: its path, making it, and the bounds on what it holds. Must not: know the format of a report.
 */
#ifndef HPI_RUNTIME_DIRECTORY_H
#define HPI_RUNTIME_DIRECTORY_H

#include "Scratch.h"

/* Sets Page->Path and NameStart to Out (null or "": hpinstr.out) made absolute, and the program's name behind it.
 * \returns 0 or -ENAMETOOLONG */
HPI_RT int64_t directoryName(struct HpiScratch *Scratch, const char *Out) HPI_SYM("directoryName");
/* Makes the directory of Page->Path and those above it. \returns 0 or why that failed, a negative errno value */
HPI_RT int64_t directoryMake(struct HpiWriterPage *Page) HPI_SYM("directoryMake");
/* Whether a report more is within max_files and max_bytes. */
HPI_RT int directoryHasRoom(struct HpiScratch *Scratch) HPI_SYM("directoryHasRoom");

#endif
