/* Scratch.h - memory for starting up.
 *
 * Owns: the layout of the scratch area, which is mapped while an object registers and unmapped after it: the stack
 * that the runtime finds may be a small one. Must not: be used on the way of a thread to its block.
 */
#ifndef HPI_RUNTIME_SCRATCH_H
#define HPI_RUNTIME_SCRATCH_H

#include "State.h"
#include "Syscall.h"

enum {
  HPI_NUM_HEADS = 96,
  HPI_NUM_IOVECS = 4 * HPI_NUM_HEADS + 8, /* two for a head and two for its tables; a flush must not part them */
  HPI_ARGV_BYTES = 128 * 1024,            /* of the command line, whole arguments */
  HPI_ENVIRON_BYTES = 256 * 1024          /* read from /proc where libc has no environ */
};

/* Data on its way to the file, gathered into few writes. */
struct HpiGather {
  int64_t Fd;
  uint64_t FileOffset; /* where the first of Vecs goes */
  uint32_t NumVecs;
  uint32_t NumHeads;
  int64_t Error; /* first failure, 0 where none */
  struct HpiIoVec Vecs[HPI_NUM_IOVECS];
  struct HpiModuleChunk Heads[HPI_NUM_HEADS];
};

struct HpiScratch {
  struct HpiGather Gather;
  struct HpiObjectChunk ObjectChunk;
  struct statx Stat;
  struct HpiUname Uname;
  char ObjectPath[4104]; /* file that this copy of the runtime is mapped from */
  char ExePath[4104];
  char Cwd[4104];
  char Read[16384];
  char Environ[HPI_ENVIRON_BYTES];
  char Argv[HPI_ARGV_BYTES + 8];
  /* The start of a new report: header page and PROCESS chunk, written as one. */
  struct HpiWriterPage Page;
  char Rest[HPI_HEADER_BYTES - sizeof(struct HpiWriterPage)];
  char Process[HPI_ARGV_BYTES + 6 * 4200];
};

/* Where the program's arguments and environment are. */
struct HpiArguments {
  int Argc;
  char **Argv;
  char **Envp;
};

#endif
