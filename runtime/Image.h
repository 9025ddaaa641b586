/* Image.h - the report file of a process image, from its name to its PROCESS chunk.
 *
 * Owns: making the file, or what stands in for it where it cannot be made. Must not: know objects or counters.
 */
#ifndef HPI_RUNTIME_IMAGE_H
#define HPI_RUNTIME_IMAGE_H

#include "Scratch.h"

/* Makes a report for a program that has none and maps its first page. Scratch->ExePath is set.
 * \param Page  set to the page; null where not even memory can be had
 * \returns a descriptor of the report, to be closed by the caller; negative where counts stay in memory */
HPI_RT int64_t imageCreate(struct HpiScratch *Scratch, const struct HpiArguments *Arguments, uint32_t Pid,
                           struct HpiWriterPage **Page) HPI_SYM("imageCreate");
/* The same for a process that was forked from the owner of Page: its own report, whose first page takes the place of
 * the parent's at the same address, where the other copies of the runtime find it. */
HPI_RT int64_t imageFork(struct HpiScratch *Scratch, struct HpiWriterPage *Page, uint32_t Pid) HPI_SYM("imageFork");

#endif
