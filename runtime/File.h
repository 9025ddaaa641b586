/* File.h - the open report file.
 *
 * Owns: opening it again, extending it and gathered writes. Must not: know what a chunk means.
 *
 * No descriptor stays open: hosts close what they do not know. Nothing here raises SIGXFSZ: the limit is asked first.
 */
#ifndef HPI_RUNTIME_FILE_H
#define HPI_RUNTIME_FILE_H

#include "Scratch.h"

/* A descriptor above the standard ones, or a negative errno value. */
HPI_RT int64_t fileOpen(const char *Path, int Flags) HPI_SYM("fileOpen");
/* Opens the report of Page for writing.
 * \returns -ESTALE where its path leads to another file, -EPERM where the program went into a sandbox (seccomp)
 *          since it started, which may take an open() for an attack and kill it */
HPI_RT int64_t fileReopen(const struct HpiWriterPage *Page) HPI_SYM("fileReopen");
/* Notes device and inode of Fd. \returns 0 or a negative errno value */
HPI_RT int64_t fileIdentity(int64_t Fd, uint64_t *Dev, uint64_t *Ino) HPI_SYM("fileIdentity");
/* Makes the file at least Bytes long, sparse. \returns 0 or a negative errno value */
HPI_RT int64_t fileExtend(struct HpiWriterPage *Page, int64_t Fd, uint64_t Bytes) HPI_SYM("fileExtend");

/* Writes Bytes zeros at FileOffset, in the file's length. This gives them disk space, as a store into a sparse mapping
 * would, which on ext4 takes ten times as long. \returns 0 or a negative errno value */
HPI_RT int64_t fileZero(int64_t Fd, uint64_t FileOffset, uint64_t Bytes) HPI_SYM("fileZero");

/* Writes a PAD chunk from the end of the committed chunks to the next page; sets *Start to its end. Wants the page's
 * lock. \returns 0 or a negative errno value */
HPI_RT int64_t filePad(struct HpiWriterPage *Page, int64_t Fd, uint64_t *Start) HPI_SYM("filePad");
/* Appends a chunk of Head->Size bytes, whole pages, and maps it: HeadBytes bytes from Head, then zeros with disk space.
 * Wants the page's lock.
 * \param Mapped  where to map it, null for anywhere; set to where it is
 * \returns 0, or a negative errno value, and then there is no such chunk */
HPI_RT int64_t fileAppendMapped(struct HpiWriterPage *Page, int64_t Fd, const struct HpiChunk *Head, uint64_t HeadBytes,
                                void **Mapped) HPI_SYM("fileAppendMapped");

HPI_RT void gatherStart(struct HpiGather *Gather, int64_t Fd, uint64_t FileOffset) HPI_SYM("gatherStart");
/* Appends Bytes bytes, which must stay as they are until gatherEnd, and zeros up to a multiple of 8. */
HPI_RT void gatherAdd(struct HpiGather *Gather, const void *Data, uint64_t Bytes) HPI_SYM("gatherAdd");
/* Writes what is left. Sets *FileOffset to the end. \returns 0 or the first failure, a negative errno value */
HPI_RT int64_t gatherEnd(struct HpiGather *Gather, uint64_t *FileOffset) HPI_SYM("gatherEnd");
/* Writes what is gathered so far, so that Heads can be used anew. */
HPI_RT void gatherFlush(struct HpiGather *Gather) HPI_SYM("gatherFlush");

#endif
