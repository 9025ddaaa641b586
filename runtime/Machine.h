/* Machine.h - the machine, and what is known of its noise.
 *
 * Owns: asking the kernel and the processor. Must not: guess; what is not known is an empty text, or 0.
 */
#ifndef HPI_RUNTIME_MACHINE_H
#define HPI_RUNTIME_MACHINE_H

#include "Scratch.h"

/* The text of an item HPI_PROC_MACHINE to HPI_PROC_TURBO in Data. \returns its size */
HPI_RT uint64_t machineText(struct HpiScratch *Scratch, uint32_t Tag, char *Data, uint64_t Capacity)
    HPI_SYM("machineText");
/* The load average over the last minute as HpiFileHeader.StartLoad has it. */
HPI_RT uint32_t readLoad(void) HPI_SYM("readLoad");

#endif
