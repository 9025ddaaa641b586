/* State.h - what one copy of the runtime remembers, and what all copies of a process share.
 *
 * Owns: the layout of both. Must not: declare functions.
 *
 * Each instrumented executable or shared object holds its own copy of the runtime, hidden from the others. All
 * copies of a process write one report file and meet in its first page.
 */
#ifndef HPI_RUNTIME_STATE_H
#define HPI_RUNTIME_STATE_H

#include "Names.h"
#include "hpinstr/Format.h"

enum {
  HPI_PATH_BYTES = 3584,
  HPI_NUM_REGIONS = 48,
  HPI_FIRST_REGION_BLOCKS = 16, /* threads that can start without opening the file again */
};

/* HpiOptions.sampler and clock. */
enum {
#define HPI_OPTION(Name, Default, Text)
#define HPI_WORD(Option, Word, Value) HPI_WORD_##Option##_##Word = Value,
#include "hpinstr/RuntimeOptions.inc"
};

struct HpiOptions {
#define HPI_OPTION(Name, Default, Text) uint64_t Name;
#include "hpinstr/RuntimeOptions.inc"
};

/* The header page as mapped: what Format.h says, then the writer's own notes, which a reader ignores. */
struct HpiWriterPage {
  struct HpiFileHeader Header;
  uint64_t Dev; /* identity of the report file: what Path leads to may have changed */
  uint64_t Ino;
  uint64_t StderrDev; /* identity of descriptor 2 at start: a later file in its place gets no text of ours */
  uint64_t StderrIno;
  uint64_t MapBytes; /* size of the mapping: header page and PROCESS chunk */
  struct HpiOptions Options;
  uint32_t Warned; /* the one warning of the process was given */
  uint32_t SeccompAtStart;
  uint32_t NumClosed;       /* OBJECT chunks in state CLOSED */
  uint32_t NameStart;       /* Path[NameStart..] is the file's name */
  uint32_t NumeralStart;    /* Path[NumeralStart..] is its "PID.NONCE.hpi" */
  struct HpiShared *Shared; /* what the copies of the runtime share besides, null where nothing refers to contexts */
  struct HpiState *FirstObject; /* the copies of the runtime that have joined, linked by Next; guarded by ListLock */
  struct HpiFollower *Follower; /* what the user API keeps, null before its first use */
  uint32_t ListLock;            /* taken before the State.Lock of any object in the list */
  char Path[HPI_PATH_BYTES];    /* absolute */
};
HPI_STATIC_ASSERT(sizeof(struct HpiWriterPage) <= HPI_HEADER_BYTES);

enum { HPI_SAMPLES_STOPPED = 0xffff }; /* HpiShared.SampleLabel, which is less than that otherwise */
enum { HPI_NUM_SEGMENTS = 8, HPI_NUM_GENERATIONS = 64, HPI_NUM_RANGES = 1024 };

/* Mapped code. */
struct HpiCodeRange {
  uint64_t Start;
  uint64_t End;
  uint64_t Base;   /* where its file's ELF header is mapped, 0 where it is not */
  uint64_t Frames; /* address of its table of unwind information, 0 not looked for yet, 1 none */
};
struct HpiCodeRanges {
  uint32_t NumRanges;
  struct HpiCodeRange Ranges[HPI_NUM_RANGES]; /* by address */
};

/* A thread whose time is sampled, under way or to be. */
enum {
  HPI_WATCH_FREE = 0,
  HPI_WATCH_WANTED = 1,
  HPI_WATCH_OPEN = 2,
  HPI_WATCH_FAILED = 3,
  HPI_WATCH_SIGNALLED = 4,
  HPI_WATCH_TIMED = 5
};
struct HpiWatched {
  uint32_t Tid;   /* 0: free */
  uint32_t Phase; /* HPI_WATCH_* */
  int32_t Fd;     /* of its event or of its state in /proc, in the sampling thread's table */
  int32_t Timer;  /* its timer, where it has one */
  uint32_t HasTimer;
  int32_t StackFd; /* with clock=wall: where its registers are in /proc */
  uint32_t HasLost;
  char *Ring;
  uint64_t RecordBytes; /* of the record that is being looked at */
  uint64_t RingBytes;   /* of data, a power of 2; a page of ring's head before it */
  uint64_t LastCpuNs;   /* clock at the last sample: CPU time, since the first event was opened where there is one */
  uint64_t SeenCpuNs;   /* CPU time when last looked at, and when last signalled */
  uint64_t SentCpuNs;
  uint32_t SleepsIn; /* context that it sleeps in, 0 where it runs or that is not known */
  uint64_t PeriodNs;
  uint32_t Doublings;  /* of the mean period, for samples that cost too much */
  uint64_t BaseNs;     /* CPU time at which the event was opened */
  uint32_t StackBytes; /* of the stack in a sample */
  uint32_t NumBeyond;  /* at the last look at the ring, samples whose stack was larger; */
  uint32_t NumMoved;   /* of these, whose outer frames were gone; */
  uint64_t Reach;      /* and how large the largest was */
  uint32_t NumSmall;   /* looks in a row at which a smaller part would have done */
  uint32_t NumGrown;   /* times that the part became larger */
};

/* What a thread's handler needs, so that it takes little of the stack. */
struct HpiOwnSample {
  uint64_t Pcs[2 * HPI_CONTEXT_DEPTH];
  char Stack[4096];
};

/* A frame rule that was computed before; see Frames.h. */
struct HpiCachedRule {
  uint64_t Key;
  uint64_t Packed;
};

struct HpiPoll {
  int32_t Fd;
  int16_t Wanted, Returned;
};

enum { HPI_NUM_WATCHED = 1024, HPI_NUM_FRAME_RULES = 8192, HPI_RECORD_BYTES = 65536 };

/* Memory of the process, not of the file. */
struct HpiShared {
  uint32_t Lock;        /* guards growth of Segments, and Generations */
  uint32_t NumSegments; /* of Segments, all but the last full */
  uint32_t IsFull;      /* no further segment can be had */
  uint32_t Generation;  /* of the mappings as last seen, from 1 */
  uint32_t NumGenerations;
  struct HpiContextsChunk *Segments[HPI_NUM_SEGMENTS]; /* where they are mapped */
  uint64_t Generations[HPI_NUM_GENERATIONS];           /* hashes of the mappings seen; [0] is generation 1 */
  struct HpiCodeRanges *Code;                          /* the one of CodeCopies that is whole, or null */
  struct HpiCodeRanges CodeCopies[2];
  struct HpiCachedRule Rules[HPI_NUM_FRAME_RULES];

  /* Samples. */
  struct HpiSamplesChunk *SampleSegments[HPI_NUM_SEGMENTS]; /* all but the last full */
  uint32_t NumSampleSegments;
  uint32_t AreSamplesFull;
  uint32_t SampleLabel;          /* LabelId that samples go to, HPI_SAMPLES_STOPPED where they are not wanted */
  void (*FlushSamples)(void);    /* takes in what was sampled so far; null while nothing is */
  uint32_t IsSampling;           /* threads are to be watched */
  uint32_t SamplerTid;           /* the sampling thread, 0 where it is not there */
  struct HpiState *SamplerState; /* of the copy of the runtime whose code it runs */
  uint32_t StopsSampler;         /* it is to end */
  uint32_t CollectLock;          /* guards all below */
  uint64_t Random;
  uint64_t MapsSeenNs; /* when mappings were last looked at for an unknown address */
  uint32_t NumThreads; /* of Threads ever in use */
  struct HpiWatched Threads[HPI_NUM_WATCHED];
  struct HpiPoll Polled[HPI_NUM_WATCHED + 1];
  uint64_t Pcs[2 * HPI_CONTEXT_DEPTH];
  char StackRoom[65536]; /* parts of a stack that are read in place */
  char Record[HPI_RECORD_BYTES];
  int32_t Signal;        /* that has our handler, 0 none */
  uint32_t UsesTimers;   /* threads are signalled by timers of their own, there is no sampling thread */
  uint32_t NumTicks;     /* looks at them */
  uint32_t NumSignalled; /* threads that the sampling thread signals */
  uint32_t NumActive;    /* of them, that used CPU time at the last look */
  struct HpiOwnSample OwnSamples[HPI_NUM_WATCHED];

  struct HpiHeap *Heap;  /* the books of allocations (Heap.h), null where there are none */
  uint32_t HasStoodBack; /* the report says that there are none, and why */
};

struct HpiState;
/* Who wants to know which objects join and leave. Memory of the process. */
struct HpiFollower {
  void (*Follow)(struct HpiState *Object, int IsLeaving); /* null where the object that holds it has left */
};

/* A run of blocks of equal size, mapped as one: NumUsed in use, the others reserve. */
struct HpiRegion {
  char *Addr;
  uint64_t FileOffset; /* 0 where in memory only */
  uint32_t NumBlocks;
  uint32_t NumUsed;
};

/* How exact times are measured, once a timed function has run (Clock.h). */
struct HpiClock {
  uint32_t Kind;      /* HPI_CLOCK_*, NONE until then */
  uint32_t Step;      /* ns a reading, where Kind is STEPS */
  uint64_t PsPerTick; /* times 2^32 */
  uint64_t LineCost;  /* of a probe, ps, as in the header */
  uint64_t CallingCost;
  uint64_t CallInside;
  uint64_t CallOutside;
  /* Time off the processor (OffCpu.h), ticks. */
  uint64_t PlainTicks; /* what lasted less has none, and needs no care with squares */
  uint64_t BlindTicks; /* nor has, for a thread that the kernel does not tell when it switches, what lasted less */
  uint32_t TellsOffCpu;
  uint32_t OffStep; /* ns a step, where Kind is STEPS */
};

struct HpiState {
  uint32_t Lock;    /* guards all of this struct */
  uint32_t Started; /* the object is registered, or cannot be */
  struct HpiWriterPage *Page;
  uint32_t Pid; /* process that registered the object */
  uint32_t ObjectId;
  uint32_t InMemory; /* no OBJECT chunk: blocks lie in memory only */
  uint32_t IsMain;   /* the object is the executable */
  uint32_t Ended;    /* the destructor ran */
  uint32_t ExitSeen; /* exit() was called, with ExitStatus */
  int32_t ExitStatus;
  uint64_t ObjectOffset; /* of its OBJECT chunk in the file */
  uint64_t SectionAddr;  /* first counter */
  uint64_t NumCounters;
  uint64_t NumModules;
  uint64_t ObjectHash;
  uint64_t BlockBytes; /* a block with its chunk head, whole pages */
  uint32_t NumRegions;
  uint32_t CursorRegion; /* where the search for a free block goes on */
  uint32_t CursorBlock;
  uint32_t HooksSet;
  uint32_t Wants; /* HPI_WANTS_* of its modules */
  struct HpiClock Clock;
  void (*TimesForked)(void); /* null until a timed function has run */
  void (*TimesEnd)(void);
  void (*HeapName)(const char *Name);              /* tells the name of the calling thread; null as the next */
  void (*HeapForked)(int64_t Fd);                  /* null where allocations are not counted */
  uint32_t (*MarkBegin)(const uint64_t *Function); /* marks a visit of a timed function; null where none is wanted */
  void (*MarkEnd)(uint32_t Mark);                  /* ends what MarkBegin gave; not of 0 */
  struct HpiState *Next;                           /* in the list from HpiWriterPage.FirstObject */
  uint64_t FirstPlace; /* the last NumPlaces counters are of calls through pointers (Calls.h), from this one on */
  uint64_t NumPlaces;
  struct HpiTargetsChunk *Targets;          /* whose they are; null before the first such call */
  const struct HpiFunctionEntry *Functions; /* what a pointer may lead to in this object */
  uint32_t *FunctionSlots;         /* an index into Functions, + 1, by address: NumFunctionSlots, a power of 2 */
  uint64_t NumFunctionSlots;       /* 0 where there is none */
  void (*CallsForked)(int64_t Fd); /* null before Targets */
  struct HpiBaseChunk *Base;       /* where it is mapped, null before the user API was used */
  struct HpiRegion Regions[HPI_NUM_REGIONS];
};

HPI_RT extern struct HpiState State HPI_SHARED_SYM("state");
/* The thread's offset from the counter section to its block, 0 for none (include/hpinstr/Abi.inc). */
HPI_RT extern _Thread_local int64_t Offset HPI_SHARED_SYM("off") __attribute__((tls_model("initial-exec")));

#endif
