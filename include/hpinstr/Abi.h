/* Abi.h - what object code hands to the runtime that travels with it.
 *
 * Owns: the module descriptor and the ABI version. Must not: include anything of ours. Names are in Abi.inc.
 */
#ifndef HPINSTR_ABI_H
#define HPINSTR_ABI_H

#include <stddef.h>
#include <stdint.h>

enum { HPI_ABI_VERSION = 1 };

/* HpiModuleDesc.Wants: what the unit was compiled for, besides hits. */
enum {
  HPI_WANTS_SAMPLES = 1u << 0,    /* time=sample */
  HPI_WANTS_MEMORY = 1u << 1,     /* memory=on */
  HPI_WANTS_OTHER_HEAP = 1u << 2, /* memory=on, but a sanitizer has the allocator's place */
};

/* One a translation unit, in the section __hpi_mods. Fields up to DescSize never change their place in any
 * version, so that a runtime can step over descriptors it does not understand and say so. */
struct HpiModuleDesc {
  uint32_t AbiVersion; /* HPI_ABI_VERSION */
  uint32_t DescSize;   /* sizeof(struct HpiModuleDesc), a multiple of 8; fields behind it are 0 */
  uint64_t Hash;       /* over the tables blob */
  int64_t TablesRel;   /* address of the tables minus the address of this struct */
  uint64_t TablesSize; /* bytes */
  int64_t CountersRel; /* address of its first counter minus the address of this struct */
  uint64_t NumCounters;
  uint64_t Wants;           /* HPI_WANTS_* */
  uint64_t NumMaxima;       /* the last so many of them do not add up: of two blocks the larger value holds */
  uint64_t NumPointerCalls; /* calls through pointers that tell the runtime where they lead; 0 without edges=on */
};

/* A function that a pointer may lead to, in the section __hpi_fns; with edges=on only. */
struct HpiFunctionEntry {
  uint64_t Address;  /* as a pointer to the function has it; 0 where the linker has dropped the function */
  int32_t DescRel;   /* address of its module's descriptor minus the address of this struct */
  uint32_t Function; /* index in the module's tables */
};

#endif
