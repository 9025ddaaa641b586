/* Start.h - bringing the object into the report of its process.
 *
 * Owns: the order of starting up, after a fork too. Must not: be called without State.Lock.
 */
#ifndef HPI_RUNTIME_START_H
#define HPI_RUNTIME_START_H

#include "Scratch.h"

/* Registers the object, once; Arguments may be null. Leaves State.Page null where nothing can be counted. */
HPI_RT void start(const struct HpiArguments *Arguments) HPI_SYM("start");
/* Registers the object of a forked child in the child's own report. What counts on, at the offset that
 * this thread has, counts there from 0. */
HPI_RT void startForked(void) HPI_SYM("startForked");

#endif
