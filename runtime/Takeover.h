/* Takeover.h - an object that was closed and is loaded again.
 *
 * Owns: finding its chunks and the blocks that are still mapped. Must not: be called without the lock of the header.
 */
#ifndef HPI_RUNTIME_TAKEOVER_H
#define HPI_RUNTIME_TAKEOVER_H

#include "Names.h"

/* Takes over the chunks of an object with State's hash and size that was closed, so that a program which loads and
 * unloads a library without end has a bounded report. \returns whether there was one */
HPI_RT int takeOver(int64_t Fd) HPI_SYM("takeOver");

#endif
