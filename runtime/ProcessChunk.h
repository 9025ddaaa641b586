/* ProcessChunk.h - the PROCESS chunk.
 *
 * Owns: what is said about the process. Must not: write the file.
 */
#ifndef HPI_RUNTIME_PROCESSCHUNK_H
#define HPI_RUNTIME_PROCESSCHUNK_H

#include "Scratch.h"

/* Fills Scratch->Process. ExePath and Cwd of Scratch hold the paths, "" where unknown; Options is HPINSTR_OPTIONS or
 * null. \returns bytes of the chunk */
HPI_RT uint64_t processChunkFill(struct HpiScratch *Scratch, const struct HpiArguments *Arguments, const char *Options)
    HPI_SYM("processChunkFill");

#endif
