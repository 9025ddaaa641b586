/* Exit.h - the end of the process, as far as it is seen.
 *
 * Owns: exit status and the end fields of the header. Must not: unmap anything; other threads may still run.
 */
#ifndef HPI_RUNTIME_EXIT_H
#define HPI_RUNTIME_EXIT_H

#include "Names.h"

/* For on_exit(): remembers the status. */
HPI_RT void exitSeen(int Status, void *Unused) HPI_SYM("exitSeen");
/* Last of the object's destructors: at exit, and at dlclose. */
HPI_RT void objectEnds(void) HPI_SYM("objectEnds");

#endif
