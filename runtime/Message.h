/* Message.h - the runtime's sentences on stderr.
 *
 * Owns: the form of a line and who may get it. Must not: print more than one warning about the report a process, or
 * need much stack; the thread may run on a signal stack.
 */
#ifndef HPI_RUNTIME_MESSAGE_H
#define HPI_RUNTIME_MESSAGE_H

#include "State.h"
#include "Syscall.h"
#include "Text.h"

enum { HPI_LINE_PARTS = 16 };

/* A line in parts that stay where they are. */
struct HpiLine {
  uint32_t NumParts;
  char Digits[24]; /* of the one number in it */
  struct HpiIoVec Parts[HPI_LINE_PARTS];
};

/* Starts a line with `hpinstr: ` and Kind. */
HPI_RT void lineStart(struct HpiLine *Line, const char *Kind) HPI_SYM("lineStart");
HPI_RT void lineAdd(struct HpiLine *Line, const char *Text) HPI_SYM("lineAdd");
HPI_RT void lineAddBytes(struct HpiLine *Line, const char *Text, uint64_t Size) HPI_SYM("lineAddBytes");
/* At most once a line. */
HPI_RT void lineAddNumber(struct HpiLine *Line, uint64_t Value) HPI_SYM("lineAddNumber");
/* Ends the line and writes it to stderr, with signals blocked, where descriptor 2 is still what it was at the start
 * of the process. Page may be null. A closed pipe raises no signal. */
HPI_RT void lineWrite(struct HpiLine *Line, const struct HpiWriterPage *Page) HPI_SYM("lineWrite");

/* Says `hpinstr: warning: REPORT: why; Consequence`, where it is the first such warning of the process.
 * Error is a negative errno value. */
HPI_RT void warnReport(struct HpiWriterPage *Page, int64_t Error, const char *Consequence) HPI_SYM("warnReport");

#endif
