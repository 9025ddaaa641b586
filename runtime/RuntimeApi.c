/* RuntimeApi.c - the part of the runtime that serves include/hpinstr/hpinstr.h, as one translation unit.
 *
 * Owns: the list of its parts. Must not: hold code.
 *
 * It travels only in objects that call it. Of the runtime proper it shares the state and the way in; helpers it has
 * once more, under names of their own, so that neither part has to know what the linker kept of the other.
 */
#define HPI_RUNTIME_API
#include "ApiCalls.c"
#include "ApiDump.c"
#include "ApiFile.c"
#include "ApiHeap.c"
#include "ApiLedger.c"
#include "ApiMarks.c"
#include "ApiNames.c"
#include "ApiSamples.c"
#include "File.c"
#include "HeaderCheck.c"
#include "Lock.c"
#include "Message.c"
#include "Resident.c"
#include "Text.c"
