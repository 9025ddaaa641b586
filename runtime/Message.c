/* Message.c - the runtime's sentences on stderr. See Message.h. */
#include "Message.h"

HPI_RT const char *errorText(int64_t Error) HPI_SYM("errorText");

const char *errorText(int64_t Error) {
#define HPI_ERROR(Number, Text)                                                                                        \
  if (Error == -Number)                                                                                                \
    return Text;
#include "ErrorTexts.inc"
  return 0;
}

HPI_RT int isStderrOfStart(const struct HpiWriterPage *Page) HPI_SYM("isStderrOfStart");

int isStderrOfStart(const struct HpiWriterPage *Page) {
  if (!Page)
    return 1;
  struct statx Stat;
  return sysStat(2, "", &Stat) == 0 && Stat.stx_ino == Page->StderrIno &&
         (((uint64_t)Stat.stx_dev_major << 32) | Stat.stx_dev_minor) == Page->StderrDev;
}

void lineAddBytes(struct HpiLine *Line, const char *Text, uint64_t Size) {
  if (Line->NumParts == HPI_LINE_PARTS - 1)
    return;
  Line->Parts[Line->NumParts].Base = Text;
  Line->Parts[Line->NumParts].Bytes = Size;
  ++Line->NumParts;
}

void lineAdd(struct HpiLine *Line, const char *Text) { lineAddBytes(Line, Text, textLength(Text)); }

void lineAddNumber(struct HpiLine *Line, uint64_t Value) {
  struct HpiText Text;
  textStart(&Text, Line->Digits, sizeof(Line->Digits));
  textAddNumber(&Text, Value, 10);
  lineAddBytes(Line, Line->Digits, Text.Size);
}

void lineStart(struct HpiLine *Line, const char *Kind) {
  Line->NumParts = 0;
  lineAdd(Line, "hpinstr: ");
  lineAdd(Line, Kind);
}

void lineWrite(struct HpiLine *Line, const struct HpiWriterPage *Page) {
  if (!isStderrOfStart(Page))
    return;
  Line->Parts[Line->NumParts].Base = "\n";
  Line->Parts[Line->NumParts].Bytes = 1;
  uint64_t Pipe = 1ull << (HPI_SIGPIPE - 1);
  uint64_t Before = sysPendingSignals();
  if (sysWritev(2, Line->Parts, Line->NumParts + 1) == -EPIPE && !(Before & Pipe))
    sysDropSignal(Pipe);
}

void warnReport(struct HpiWriterPage *Page, int64_t Error, const char *Consequence) {
  if (__atomic_exchange_n(&Page->Warned, 1, __ATOMIC_RELAXED))
    return;
  struct HpiLine Line;
  lineStart(&Line, "warning: ");
  lineAdd(&Line, Page->Path);
  lineAdd(&Line, ": ");
  const char *Reason = errorText(Error);
  lineAdd(&Line, Reason ? Reason : "error ");
  if (!Reason)
    lineAddNumber(&Line, (uint64_t)-Error);
  lineAdd(&Line, "; ");
  lineAdd(&Line, Consequence);
  lineWrite(&Line, Page);
}
