/* Object.h - the executable or shared object that holds this copy of the runtime.
 *
 * Owns: its descriptors, its OBJECT and MODULE chunks, and handing blocks to the next load after dlclose.
 * Must not: be called without State.Lock.
 */
#ifndef HPI_RUNTIME_OBJECT_H
#define HPI_RUNTIME_OBJECT_H

#include "Scratch.h"

/* Finds the object's sections and fills in State from them.
 * \param OtherVersion  set to the ABI version of a descriptor that is not ours, 0 where there is none
 * \returns 0 where the object holds no module that this runtime understands */
HPI_RT int objectFind(uint32_t *OtherVersion) HPI_SYM("objectFind");
/* Registers the object in the report, open as Fd: takes over the chunks of an earlier load, else appends new ones.
 * Where that fails the object counts in memory, with a warning, and its forked children do. */
HPI_RT void objectRegister(struct HpiScratch *Scratch, int64_t Fd) HPI_SYM("objectRegister");
/* Marks the object's chunks as free for the next load. */
HPI_RT void objectClose(void) HPI_SYM("objectClose");

#endif
