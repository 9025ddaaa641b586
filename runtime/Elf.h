/* Elf.h - headers of loaded files.
 *
 * Owns: finding build id and unwind tables of an object in memory. Must not: fault where the object is gone.
 */
#ifndef HPI_RUNTIME_ELF_H
#define HPI_RUNTIME_ELF_H

#include "Names.h"

/* Copies the build id of the object whose ELF header is mapped at Base. \returns its size, 0 where it has none */
HPI_RT uint32_t elfBuildId(uint64_t Base, uint8_t *Id, uint32_t Capacity) HPI_SYM("elfBuildId");

/* The address of its search table for unwind information (.eh_frame_hdr), 0 where it has none. */
HPI_RT uint64_t elfFrameTable(uint64_t Base) HPI_SYM("elfFrameTable");

/* Copies Bytes bytes of this process's memory, which may be unmapped at any moment. \returns 0 where they are not there
 */
HPI_RT int readOwn(uint64_t Address, void *Data, uint64_t Bytes) HPI_SYM("readOwn");

/* The same for as many of them as are there. \returns how many */
HPI_RT uint64_t readOwnPart(uint64_t Address, void *Data, uint64_t Bytes) HPI_SYM("readOwnPart");

#endif
