/* Api.h - what the user API remembers, and its parts.
 *
 * Owns: struct HpiApi. Must not: be used without HpiWriterPage.ListLock held and signals blocked, but for names.
 */
#ifndef HPI_RUNTIME_API_H
#define HPI_RUNTIME_API_H

#include "State.h"
#include "Syscall.h"

enum { HPI_LABEL_BYTES = 256, HPI_NO_OBJECT = 0xffffffffu };

/* Where in the file something is: the TALLY of an object and a label, or, with HPI_NO_OBJECT, the hash of a label's
 * name. */
struct HpiItem {
  uint32_t ObjectId;
  uint32_t LabelId;
  uint64_t Value;
};

/* Memory of the process, one for all objects. A forked child starts with its parent's. */
struct HpiApi {
  struct HpiFollower Follower;
  struct HpiState *Home; /* the object whose code Follower.Follow is */
  uint32_t Pid;
  uint32_t IsStopped;
  uint32_t NumLabels;
  uint32_t NumDumps;
  uint64_t NumItems;
  uint64_t Capacity; /* of Items */
  struct HpiItem *Items;
  struct HpiNamesChunk *AllNames[64];
  uint32_t NumNames;   /* of AllNames */
  uint32_t HasNoMarks; /* there is no place for them */
  struct HpiHeapMarksChunk *Marks;
  char Label[HPI_LABEL_BYTES]; /* the name of the current one, "" for none */
};

/* A call in progress: the file is open. */
struct HpiCall {
  struct HpiApi *Api;
  struct HpiWriterPage *Page;
  int64_t Fd;
  int64_t Error; /* the first failure, a negative errno value */
};

/* Appends a chunk; its size is Head->Size. \returns its place in the file, 0 where there is no room */
HPI_RT uint64_t apiAppend(struct HpiCall *Call, const struct HpiChunk *Head) HPI_SYM("apiAppend");
/* Appends a chunk of zeros behind a head of HeadBytes bytes, mapped. \returns null where there is no room */
HPI_RT void *apiAppendMapped(struct HpiCall *Call, const struct HpiChunk *Head, uint64_t HeadBytes)
    HPI_SYM("apiAppendMapped");
HPI_RT struct HpiItem *apiFindItem(struct HpiApi *Api, uint32_t ObjectId, uint32_t LabelId) HPI_SYM("apiFindItem");
HPI_RT void apiAddItem(struct HpiCall *Call, uint32_t ObjectId, uint32_t LabelId, uint64_t Value) HPI_SYM("apiAddItem");
/* The number of the label of this name, new where there was none. 0 for "" and on failure. */
HPI_RT uint32_t apiLabelId(struct HpiCall *Call, const char *Name) HPI_SYM("apiLabelId");

/* What follow for all objects in the list, or for one whose lock is held. */
enum HpiLedgerStep { HPI_LEDGER_STOP, HPI_LEDGER_START, HPI_LEDGER_RESET, HPI_LEDGER_SETTLE };
HPI_RT void ledgerStep(struct HpiCall *Call, struct HpiState *Object, enum HpiLedgerStep Step) HPI_SYM("ledgerStep");
HPI_RT void ledgerStepAll(struct HpiCall *Call, enum HpiLedgerStep Step) HPI_SYM("ledgerStepAll");
/* Gives an object that has just joined its BASE. */
HPI_RT void ledgerJoin(struct HpiCall *Call, struct HpiState *Object) HPI_SYM("ledgerJoin");

/* The named thing, new where there was none; null on failure. */
HPI_RT struct HpiNamed *namesFind(struct HpiCall *Call, const char *Name, uint32_t Kind) HPI_SYM("namesFind");
HPI_RT void namesReset(struct HpiApi *Api) HPI_SYM("namesReset");

/* Has the samples taken so far go where they belong: before a change of label and the like. */
HPI_RT void samplesSettle(const struct HpiCall *Call) HPI_SYM("samplesSettle");
/* Later samples go to the current label, or to nothing while stopped. */
HPI_RT void samplesApply(const struct HpiCall *Call) HPI_SYM("samplesApply");
/* Takes back all samples so far. */
HPI_RT void samplesReset(const struct HpiCall *Call) HPI_SYM("samplesReset");

/* Figures of allocations can be taken relative to now. Wants ListLock not held: a thread may be interrupted with the
 * books in its hands, and its handler wait for that. */
HPI_RT void heapSetpoint(const struct HpiWriterPage *Page) HPI_SYM("heapSetpoint");

/* Makes the table of marks, once, where allocations are counted. */
HPI_RT void marksMake(struct HpiCall *Call) HPI_SYM("marksMake");
/* Begins a mark of a region, where there is room for one. Marks may be null. \returns the time, which is its key */
HPI_RT uint64_t markBegin(struct HpiHeapMarksChunk *Marks) HPI_SYM("markBegin");
/* Ends the mark that began at Since, where there is one. */
HPI_RT void markEnd(struct HpiApi *Api, const struct HpiNamed *Named, uint64_t Since, uint64_t EndNs)
    HPI_SYM("markEnd");

/* Writes a copy of the report to Path, or beside the report where it is null. \returns 0 or an errno value, negative */
HPI_RT int64_t dumpReport(struct HpiCall *Call, const char *Path) HPI_SYM("dumpReport");

#endif
