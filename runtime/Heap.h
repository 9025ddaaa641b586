/* Heap.h - what the parts that count allocations share.
 *
 * Owns: the layout of the process's books and of a thread's, and of the words behind each block. Must not: declare
 * what one part alone needs.
 *
 * Who counts allocations: the calls of a module go to thunks (HeapCalls.c), which jump to where Calls says: to what
 * finds the real allocator, the first time (HeapStart.c, HeapReal.c), then to what counts, or past it. What is counted
 * goes to the entry of the thread and its stack (HeapStack.c, HeapTable.c), and to the totals (HeapBooks.c).
 */
#ifndef HPI_RUNTIME_HEAP_H
#define HPI_RUNTIME_HEAP_H

#include "State.h"

enum {
  HPI_HEAP_NUM_THREADS = 1024,
  HPI_HEAP_SLOTS = 4096,         /* remembered stacks of a thread, at most */
  HPI_HEAP_WORDS = 1 << 17,      /* words for them */
  HPI_HEAP_PATHS = 2048,         /* folded stacks whose entry is kept at hand */
  HPI_HEAP_STEPS = 2048,         /* frames on top of folded stacks */
  HPI_HEAP_DEEPEST = 4096,       /* frames that a walk takes in */
  HPI_HEAP_ROOM = 1024,          /* points of the timeline */
  HPI_HEAP_TAIL = 16,            /* bytes behind a block that are ours */
  HPI_HEAP_UNIT = 32,            /* what places of entries are multiples of */
  HPI_HEAP_TABLE_BYTES = 1 << 26 /* addresses set aside for the table of entries */
};

/* HpiHeap.SlowFrees. */
enum {
  HPI_HEAP_AT_PEAK = 1, /* the live heap is as large as it ever was */
  HPI_HEAP_HAS_OLD = 2, /* there was a set-point: blocks from before it are told apart */
};

/* The last words of a block, at the end of its usable bytes. */
struct HpiHeapTail {
  uint64_t PlaceAndBirth; /* of the entry of who asked for it, in HPI_HEAP_UNIT from the table's start, 0 none; plus
                           * 2^32 times which of its thread's allocations it was */
  uint64_t Seal;          /* bytes as asked for, mixed with all else: sealOf() */
};
HPI_STATIC_ASSERT(sizeof(struct HpiHeapTail) == HPI_HEAP_TAIL);

/* A frame of a stack that was walked. */
struct HpiHeapFrame {
  uint64_t Pc, Sp, Bp;     /* its registers behind the call that it waits for; Pc was read at Sp - 8, ... */
  const uint64_t *BpPlace; /* Bp here; the field Bp itself where it was in its register still, or does not matter */
  uint64_t Folded;         /* hash of the stack from here outwards, recursion folded */
  uint64_t Whole;          /* hash of the same, not folded */
  uint8_t UsesBp;          /* its caller is found by Bp */
  uint8_t KeepsBp;         /* its caller's Bp is Bp */
  uint8_t NeedsBp;         /* so that Bp matters here: code without frame pointers has anything in it */
};

/* What the hash of a folded stack becomes by a frame more. */
struct HpiPathStep {
  uint64_t Outer, Pc, Inner;
};

/* How often a stack was met that is not remembered. */
struct HpiSeenStack {
  uint16_t Mark;
  uint16_t Times;
};

/* A folded stack. */
struct HpiKnownPath {
  uint64_t Hash;
  struct HpiHeapEntry *Entry;
};

/* A thread's own. A signal handler that finds it busy leaves all but the totals alone. */
struct HpiHeapThread {
  uint32_t Tid;
  uint32_t Number;        /* in HpiHeap.Threads */
  uint32_t KeyOfThread;   /* the lower half of its entries' keys */
  uint32_t Births;        /* blocks that it asked for, modulo 2^32 */
  uint32_t IsNamed;       /* by the program */
  uint32_t OldBirths;     /* of these, before the last set-point */
  volatile uint64_t Busy; /* frame of the call that it is at the books for, or on the way there; 0 none */
  void *LastGiven;        /* with HeapByHand, the block that it got last */
  uint64_t StackLow;      /* its stack as far as it was found to be readable */
  uint64_t StackEnd;
  const uint32_t *Mappings; /* their generation */
  uint32_t Generation;      /* of the mappings that the remembered stacks hold for */
  uint32_t NumWords;        /* of Words, in use */
  uint32_t NumFrames;       /* of Frames, in use; the outermost first */
  struct HpiHeapEntry *NoStack;
  uint64_t OwnStart, OwnBytes;    /* code of this object */
  uint32_t Slots[HPI_HEAP_SLOTS]; /* where remembered stacks begin, in bytes from the start of this; 0 none */
  struct HpiSeenStack Seen[HPI_HEAP_SLOTS];
  struct HpiKnownPath Paths[HPI_HEAP_PATHS];
  uint64_t Pcs[HPI_HEAP_DEEPEST];
  struct HpiPathStep Steps[HPI_HEAP_STEPS];
  struct HpiHeapFrame Frames[HPI_HEAP_DEEPEST];
  struct HpiHeapFrame Inner[HPI_HEAP_DEEPEST]; /* of a walk under way */
  uint64_t Words[HPI_HEAP_WORDS] __attribute__((aligned(16)));
};

/* The books of the process, in memory of its own. */
struct HpiHeap {
  uint32_t Lock; /* tid of the holder; not taken while the process has one thread */
  uint32_t Pid;  /* process whose books these are */
  uint64_t Secret;
  const char *IsAlone; /* leads to what is not 0 while the process has one thread */
  char Never;          /* 0 */
  struct HpiHeapChunk *Chunk;
  char *Table; /* HPI_HEAP_TABLE_BYTES addresses, TableBytes of them in use: segments, one behind the other */
  uint64_t TableBytes;
  uint32_t NumSegments;
  uint32_t IsFull;
  uint32_t NumEntries;       /* of all segments */
  uint32_t SlowFrees;        /* HPI_HEAP_*: why frees are not for HeapFast.h */
  uint64_t NextTimedPeak;    /* live bytes above which the time of the peak is read anew */
  uint64_t LastTicks;        /* when the last point of the timeline was taken */
  uint64_t Distance;         /* least ticks to the next */
  uint64_t StrangePc;        /* code in no mapping, when they were last looked at */
  int32_t Countdown;         /* allocations until the clock is looked at */
  struct HpiSideBlock *Side; /* SideRoom of them: a table by address of blocks without a tail, SideUsed in use */
  uint64_t SideRoom, SideUsed;
  struct HpiMapRange *Maps; /* MapsRoom of them: the mappings that the program made, NumMaps in use, by address */
  uint64_t MapsRoom, NumMaps;
  uint64_t MapSerial; /* mappings so far */
  struct HpiHeapThreadsChunk *Names;
  struct HpiHeapMarksChunk *Marks; /* null but where functions are to be marked */
  uint32_t NumThreads;
  struct HpiHeapThread *Threads[HPI_HEAP_NUM_THREADS];
};

/* The allocator's functions. */
struct HpiHeapCalls {
  void *(*Malloc)(uint64_t Size);
  void *(*Calloc)(uint64_t Num, uint64_t Size);
  void *(*Realloc)(void *Block, uint64_t Size);
  void *(*Reallocarray)(void *Block, uint64_t Num, uint64_t Size);
  void (*Free)(void *Block);
  void *(*AlignedAlloc)(uint64_t Align, uint64_t Size);
  int (*PosixMemalign)(void **Block, uint64_t Align, uint64_t Size);
  void *(*Memalign)(uint64_t Align, uint64_t Size);
  void *(*Valloc)(uint64_t Size);
  void *(*Pvalloc)(uint64_t Size);
  uint64_t (*UsableSize)(void *Block);
};
enum { HPI_HEAP_NUM_CALLS = sizeof(struct HpiHeapCalls) / sizeof(void *) };

HPI_RT extern struct HpiHeapCalls HeapCalls HPI_SYM("heapcalls"); /* where our own code's calls lead */
HPI_RT extern struct HpiHeapCalls HeapOuter HPI_SYM("heapouter"); /* where those of our definitions lead */
HPI_RT extern struct HpiHeapCalls HeapReal HPI_SYM("heapreal");   /* the allocator's own */
HPI_RT extern uint64_t HeapByHand HPI_SYM("heap_byhand");         /* our code is to tell what operator new makes */
HPI_RT extern uint32_t HeapIsOther HPI_SYM("heapisother"); /* than glibc's, or has sizes elsewhere, for all we know */
HPI_RT extern const char *HeapGate HPI_SYM("heapgate");    /* leads to what is 0 where calls are not for HeapFast.h */
HPI_RT extern uint32_t HeapSizeTrials HPI_SYM("heapsizetrials"); /* blocks to look at before HeapIsOther is 0 */
HPI_RT extern uint32_t HeapHasNoSizes HPI_SYM("heaphasnosizes"); /* it cannot tell how large its blocks are */
HPI_RT extern struct HpiHeap *Heap HPI_SYM("heapbooks");         /* null until there are books */
HPI_RT extern _Thread_local struct HpiHeapThread *HeapOwn HPI_SYM("heapthread")
    __attribute__((tls_model("initial-exec")));

/* Finds the real allocator, opens the books, and has the thunks lead on. */
HPI_RT __attribute__((noinline)) void heapStart(void) HPI_SYM("heapStart");
/* The record of the calling thread, null where there is none to be had. */
HPI_RT __attribute__((noinline)) struct HpiHeapThread *heapThread(void) HPI_SYM("heapThread");
/* The entry of Context in the thread, made where there is none; null where the table is full. */
HPI_RT __attribute__((noinline)) struct HpiHeapEntry *heapEntry(struct HpiHeapThread *T, uint32_t Context)
    HPI_SYM("heapEntry");
/* Appends a segment to the table of Books. \returns 0 or a negative errno value */
HPI_RT int64_t heapGrow(struct HpiHeap *Books, int64_t Fd) HPI_SYM("heapGrow");
/* What is live now. Read while others write: may be off by the blocks of that moment. */
HPI_INLINE uint64_t liveNow(const struct HpiHeap *Books) {
  if (!Books || !Books->Chunk)
    return 0;
  uint64_t Live = Books->Chunk->AllocBytes - Books->Chunk->FreedBytes;
  return (int64_t)Live < 0 ? 0 : Live;
}

/* Of the blocks given to Entry, those freed, whoever did that. */
HPI_INLINE uint64_t deadBlocks(const struct HpiHeapEntry *Entry) {
  uint64_t Sum = 0;
  for (int I = 0; I < HPI_HEAP_LIFETIMES; ++I)
    Sum += Entry->Lifetimes[I];
  return Sum;
}

/* Gives the calling thread this name in the report; null for the kernel's, where the program gave none. */
HPI_RT void heapName(const char *Name) HPI_SYM("heapName");
/* Makes T the record of thread Tid. */
HPI_RT void heapAdopt(struct HpiHeapThread *T, uint32_t Tid) HPI_SYM("heapAdopt");

/* Of a function in the table Calls, and in Outer for code without probes: what stands there before there are books,
 * which sees to that first, and what calls that were redirected come to. */
#define HPI_FIRST_CALL(Calls, Outer, Member, Result, Parameters, Arguments)                                            \
  HPI_RT Result heapFirst##Member Parameters HPI_SYM("heapFirst" #Member);                                             \
  Result heapFirst##Member Parameters {                                                                                \
    heapStart();                                                                                                       \
    return Calls.Member Arguments;                                                                                     \
  }                                                                                                                    \
  HPI_RT Result heapFirstOuter##Member Parameters HPI_SYM("heapFirstOuter" #Member);                                   \
  Result heapFirstOuter##Member Parameters {                                                                           \
    heapStart();                                                                                                       \
    return Outer.Member Arguments;                                                                                     \
  }                                                                                                                    \
  HPI_RT Result heapThunk##Member Parameters HPI_SYM("heap_" #Member);                                                 \
  Result heapThunk##Member Parameters { return Calls.Member Arguments; }
#define HPI_FIRST_OF(Member, Result, Parameters, Arguments) heapFirst##Member,
#define HPI_FIRST_OUTER_OF(Member, Result, Parameters, Arguments) heapFirstOuter##Member,

#endif
