/* Environment.h - what surrounds the program: variables, arguments, mappings.
 *
 * Owns: reading /proc/self and libc's environ. Must not: change anything.
 */
#ifndef HPI_RUNTIME_ENVIRONMENT_H
#define HPI_RUNTIME_ENVIRONMENT_H

#include "Scratch.h"
#include "Text.h"

/* Reads up to Capacity bytes of a file; returns how many, 0 where it cannot be read. */
HPI_RT uint64_t readWhole(const char *Path, char *Data, uint64_t Capacity) HPI_SYM("readWhole");
/* Value of an environment variable or null. A program with rights that its caller lacks has none. */
HPI_RT const char *findVariable(struct HpiScratch *Scratch, const struct HpiArguments *Arguments, const char *Name)
    HPI_SYM("findVariable");
/* Whether the constructor was given arguments as glibc gives them. */
HPI_RT int areArgumentsTrue(const struct HpiArguments *Arguments) HPI_SYM("areArgumentsTrue");
/* Sets Scratch->ObjectPath to the file this code is mapped from ("" where unknown).
 * \returns the page that other copies of the runtime in this process share, or null */
HPI_RT struct HpiWriterPage *scanMappings(struct HpiScratch *Scratch, uint32_t Pid) HPI_SYM("scanMappings");

#endif
