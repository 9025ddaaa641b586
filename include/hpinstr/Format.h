/* Format.h - the report file, byte for byte.
 *
 * Owns: every struct and number that the runtime writes and the reader reads.
 * Must not: include anything of ours, or hold behaviour. Readable as C11 and C++17.
 *
 * A report is one header page followed by chunks. All integers are little-endian, all offsets count
 * from the start of the file, all sizes are bytes. The drawing is in docs/report-format.md.
 */
#ifndef HPINSTR_FORMAT_H
#define HPINSTR_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define HPI_STATIC_ASSERT(Cond) static_assert(Cond, #Cond)
#else
#define HPI_STATIC_ASSERT(Cond) _Static_assert(Cond, #Cond)
#endif

/* The first eight bytes of every report. */
#define HPI_FILE_MAGIC "HPINSTR1"

enum {
  HPI_FILE_VERSION = 1,        /* version this header describes */
  HPI_MIN_READER_VERSION = 1,  /* oldest reader that understands a file of this version */
  HPI_ENDIAN_TAG = 0x01020304, /* reads back as this only in the writer's byte order */
  HPI_HEADER_BYTES = 4096,     /* offset of the first chunk */
};

/* HpiFileHeader.Features: what the file holds besides hits. A reader ignores bits it does not know. */
enum {
  HPI_FEATURE_MERGED = 1u << 0,  /* made by `hpinstr merge`: RUN chunks stand for the processes */
  HPI_FEATURE_OFF_CPU = 1u << 1, /* of its exact times is known what of them the threads were not on a processor */
};

/* HpiFileHeader.EndKind: how the process ended, as far as the runtime saw it. */
enum {
  HPI_END_UNKNOWN = 0, /* still running, killed, exec, _exit: no hook ran */
  HPI_END_EXIT = 1,    /* exit() or return from main; ExitStatus holds */
  HPI_END_DUMPED = 2,  /* a copy of the report made while the process ran; EndMonotonicNs is when */
  HPI_END_NORMAL = 3,  /* an end as for EXIT, of which the status is not known: libc had no on_exit() */
};

/* HpiFileHeader.ClockKind: what exact times were read from. */
enum {
  HPI_CLOCK_NONE = 0,   /* no timed function has run */
  HPI_CLOCK_TICKS = 1,  /* the processor's counter, which runs at one rate: time-stamp counter, virtual counter */
  HPI_CLOCK_SYSTEM = 2, /* CLOCK_MONOTONIC */
  HPI_CLOCK_STEPS = 3,  /* HPINSTR_OPTIONS=clock_step: no time at all */
};

/* First bytes of the header page. Written by one process, read by any number. */
struct HpiFileHeader {
  char Magic[8];
  uint32_t Version;
  uint32_t MinReaderVersion;
  uint32_t HeaderSize; /* HPI_HEADER_BYTES */
  uint32_t EndianTag;
  uint64_t Features;
  uint64_t CommittedSize; /* bytes of whole chunks plus header; what lies beyond is reserve */
  uint32_t Pid;
  uint32_t ParentPid;
  uint64_t StartRealtimeNs;  /* CLOCK_REALTIME, since 1970 */
  uint64_t StartMonotonicNs; /* CLOCK_MONOTONIC */
  uint64_t EndMonotonicNs;   /* CLOCK_MONOTONIC, 0 where no end was seen */
  uint32_t EndKind;          /* HPI_END_* */
  int32_t ExitStatus;        /* valid for HPI_END_EXIT, as wait() would give it, [0, 255] */
  uint64_t UserNs;           /* getrusage at the end seen; valid where EndKind is not UNKNOWN */
  uint64_t SysNs;
  uint64_t MaxRssBytes;
  uint64_t ImageId;       /* random, names this file */
  uint64_t ParentImageId; /* ImageId of the process that forked this one, or 0 */
  /* Below: the writer's own state, shared by the runtime copies of all objects of the process. */
  uint32_t Lock;         /* 0 free, else tid of the holder */
  uint32_t NextObjectId; /* ids given out so far */
  uint64_t FileSize;     /* bytes the file is extended to, >= CommittedSize */
  uint64_t MapAddr;      /* where this page is mapped in the writer */
  uint32_t Writable;     /* 0 where the counts live in memory only */
  uint32_t ClockKind;    /* HPI_CLOCK_* */
  /* More of the whole run: getrusage at the end seen; valid where EndKind is not UNKNOWN. */
  uint64_t MinorFaults;
  uint64_t MajorFaults;
  uint64_t VoluntarySwitches;
  uint64_t InvoluntarySwitches;
  uint32_t StartLoad; /* load average over a minute, in thousandths, plus 1; 0 where not known */
  uint32_t EndLoad;
  /* What the user API did, where there are BASE chunks. */
  uint32_t Label;       /* LabelId that counts go to now, 0 for none */
  uint32_t IsSwitching; /* 1 while BASE and TALLY chunks change: a process killed then left them half done */
  uint64_t ResetOffset; /* TALLY chunks, and OBJECT chunks without a BASE, below this were reset to 0 */
  /* Checks of what the header says of the process (HeaderFacts.inc), 0 where there is none. The second holds where
   * EndKind is not UNKNOWN. */
  uint64_t StartCheck;
  uint64_t EndCheck;
  /* What probes of exact times cost here, picoseconds, measured before the first of them; valid where ClockKind is not
   * NONE: at a line, what more at one that calls timed functions, and of a function's entry and exit the part within
   * its time and the part before and behind. */
  uint64_t CallingLinePs;
  uint64_t LineProbePs;
  uint64_t CallInsidePs;
  uint64_t CallOutsidePs;
};
HPI_STATIC_ASSERT(sizeof(struct HpiFileHeader) == 256);

/* HpiChunk.Kind. An unknown kind is skipped by its size. */
enum HpiChunkKind {
#define HPI_CHUNK(Name, Value, Text) HPI_CHUNK_##Name = Value,
#include "hpinstr/ChunkKinds.inc"
};

/* Starts every chunk, at an offset that is a multiple of 8. */
struct HpiChunk {
  uint32_t Kind;
  uint32_t Flags; /* none defined, 0 */
  uint64_t Size;  /* whole chunk, this head included, a multiple of 8 */
};
HPI_STATIC_ASSERT(sizeof(struct HpiChunk) == 16);

/* PROCESS: a sequence of {uint32_t Tag, uint32_t Bytes, payload padded to 8}, tags HPI_PROC_*. */
enum HpiProcessTag {
  HPI_PROC_END = 0,
  HPI_PROC_ARGV = 1,    /* arguments, each with its NUL */
  HPI_PROC_EXE = 2,     /* path of the executable */
  HPI_PROC_CWD = 3,     /* working directory at start */
  HPI_PROC_OPTIONS = 4, /* HPINSTR_OPTIONS as given */
  HPI_PROC_RUNTIME = 5, /* version of the runtime, text */
  HPI_PROC_MACHINE = 6, /* uname: sysname release machine, separated by blanks */
  /* What is known of the machine's noise; an item that is empty is not known. */
  HPI_PROC_CPU = 7,      /* model of the processor */
  HPI_PROC_CPUS = 8,     /* processors online, such as 0-3 */
  HPI_PROC_GOVERNOR = 9, /* of the first processor's clock */
  HPI_PROC_TURBO = 10,   /* on or off */
};
struct HpiProcessItem {
  uint32_t Tag;
  uint32_t Bytes;
};
HPI_STATIC_ASSERT(sizeof(struct HpiProcessItem) == 8);

/* OBJECT: one executable or shared object with probes, as loaded once. Followed by its path. */
enum { HPI_OBJECT_OPEN = 0, HPI_OBJECT_CLOSED = 1 };
struct HpiObjectChunk {
  struct HpiChunk Head;
  uint32_t ObjectId;    /* unique in this file, from 0 */
  uint32_t State;       /* HPI_OBJECT_*; CLOSED after dlclose: the next load of it may take it over */
  uint64_t NumModules;  /* MODULE chunks with this ObjectId that follow */
  uint64_t NumCounters; /* counters of the object: size of each of its blocks */
  uint64_t ObjectHash;  /* over the modules' hashes in order */
  uint64_t SectionAddr; /* address of its counter section */
  uint64_t PathBytes;   /* length of the path behind this struct, without NUL, then padding to 8 */
};
HPI_STATIC_ASSERT(sizeof(struct HpiObjectChunk) == 64);

/* MODULE: the tables of one translation unit. Followed by TablesSize bytes (include/hpinstr/Tables.h). */
struct HpiModuleChunk {
  struct HpiChunk Head;
  uint32_t ObjectId;
  uint32_t AbiVersion;
  uint64_t Hash;         /* over the tables blob: equal hash, equal tables */
  uint64_t FirstCounter; /* index of its first counter in the object's blocks */
  uint64_t NumCounters;
  uint64_t TablesSize; /* blob bytes behind this struct, then padding to 8 */
  uint64_t NumMaxima;  /* the last so many counters do not add up: of two blocks the larger value holds */
};
HPI_STATIC_ASSERT(sizeof(struct HpiModuleChunk) == 64);

/* COUNTERS: the block of one thread (of several, one after the other) for one object. Starts on a page.
 * Followed by NumCounters 64-bit counters: a reader adds up all blocks of an object. */
struct HpiCountersChunk {
  struct HpiChunk Head;
  uint32_t ObjectId;
  uint32_t OwnerTid; /* thread that counts here now, 0 none */
  uint64_t NumCounters;
  uint64_t MapAddr;   /* where this struct is mapped in the writer */
  uint64_t StackAddr; /* where the writer keeps track of the timed functions that the owner is in, or 0 */
  uint64_t Reserved[2];
};
HPI_STATIC_ASSERT(sizeof(struct HpiCountersChunk) == 64);

/* BASE: what to subtract from the sums of an object's blocks. It lies on a page. Followed by NumCounters 64-bit
 * numbers. While counting, the object's counts since the last change of label are the sums minus these; while stopped
 * they are minus these, without the sums. All modulo 2^64. */
enum { HPI_BASE_COUNTING = 0, HPI_BASE_STOPPED = 1 };
struct HpiBaseChunk {
  struct HpiChunk Head;
  uint32_t ObjectId;
  uint32_t State; /* HPI_BASE_* */
  uint64_t NumCounters;
  uint64_t MapAddr; /* where this struct is mapped in the writer */
  uint64_t Reserved[3];
};
HPI_STATIC_ASSERT(sizeof(struct HpiBaseChunk) == 64);

/* TARGETS: where an object's calls through pointers lead. Starts on a page; at most once for an object. Followed by
 * NumPlaces entries, of which entry I owns counter FirstPlace + I of the object's blocks: the calls that began at its
 * site with its target. These counters belong to no module. */
enum { HPI_TARGET_FREE = 0, HPI_TARGET_GONE = 1 }; /* HpiTarget.Address; GONE: something else may be there by now */
struct HpiTargetsChunk {
  struct HpiChunk Head;
  uint32_t ObjectId;
  uint32_t IsFull;    /* 1: a target found no place */
  uint64_t NumPlaces; /* a power of 2 */
  uint64_t FirstPlace;
  uint64_t NumDropped; /* calls with targets that found no place */
  uint64_t MapAddr;    /* where this struct is mapped in the writer */
  uint64_t Reserved;
};
struct HpiTarget {
  uint64_t Address;      /* where the pointer leads, or HPI_TARGET_*; written last */
  uint64_t SiteModule;   /* hash of the caller's module */
  uint64_t CalleeModule; /* of the callee's */
  uint32_t Site;         /* index in the caller's tables */
  uint32_t Callee;       /* index of the function in the callee's tables + 1; 0: code without probes */
};
HPI_STATIC_ASSERT(sizeof(struct HpiTargetsChunk) == 64);
HPI_STATIC_ASSERT(sizeof(struct HpiTarget) == 32);

/* CALLS (merged files only): what the entries of TARGETS have counted, without addresses. Followed by NumCalls entries.
 */
struct HpiCallsChunk {
  struct HpiChunk Head;
  uint64_t NumCalls;
  uint64_t NumDropped; /* sum of HpiTargetsChunk.NumDropped */
};
struct HpiPointerCall {
  uint64_t SiteModule;
  uint64_t CalleeModule;
  uint32_t Site;
  uint32_t Callee; /* index of the function + 1 */
  uint32_t LabelId;
  uint32_t Reserved;
  uint64_t Calls;
};
HPI_STATIC_ASSERT(sizeof(struct HpiCallsChunk) == 32);
HPI_STATIC_ASSERT(sizeof(struct HpiPointerCall) == 40);

/* LABEL: the name of a label. Followed by NameBytes bytes, then padding to 8. */
struct HpiLabelChunk {
  struct HpiChunk Head;
  uint32_t LabelId; /* from 1, unique in this file */
  uint32_t NameBytes;
};
HPI_STATIC_ASSERT(sizeof(struct HpiLabelChunk) == 24);

/* TALLY: what was counted for an object under a label before it gave way to another. Followed by NumEntries entries. */
struct HpiTallyChunk {
  struct HpiChunk Head;
  uint32_t ObjectId;
  uint32_t LabelId;
  uint64_t NumEntries;
};
struct HpiTallyEntry {
  uint64_t Counter; /* index in the object's blocks, ascending */
  uint64_t Count;
};
HPI_STATIC_ASSERT(sizeof(struct HpiTallyChunk) == 32);
HPI_STATIC_ASSERT(sizeof(struct HpiTallyEntry) == 16);

/* NAMES: a page of named things, of which the first NumUsed are in use. */
enum { HPI_NAME_REGION = 0, HPI_NAME_THREAD = 1, HPI_NAMES_A_CHUNK = 31 };
struct HpiNamed {
  char Name[88];   /* ended by NULs, cut where it is longer */
  uint32_t Kind;   /* HPI_NAME_* */
  uint32_t Tid;    /* of the first thread of that name */
  uint64_t Num;    /* visits of the region that have ended, or threads */
  uint64_t WallNs; /* of all visits */
  uint64_t MinNs;
  uint64_t MaxNs;
};
struct HpiNamesChunk {
  struct HpiChunk Head;
  uint32_t NumUsed;
  uint32_t Reserved0;
  uint64_t Reserved[13];
  struct HpiNamed Names[HPI_NAMES_A_CHUNK];
};
HPI_STATIC_ASSERT(sizeof(struct HpiNamed) == 128);
HPI_STATIC_ASSERT(sizeof(struct HpiNamesChunk) == HPI_HEADER_BYTES);

/* RUN (merged files only): a process that was merged in: its header, then its PROCESS items. */
struct HpiRunChunk {
  struct HpiChunk Head;
  struct HpiFileHeader Header;
};
HPI_STATIC_ASSERT(sizeof(struct HpiRunChunk) == 272);

/* SOURCE (merged files only): the text of a file as it was compiled. Followed by TextBytes bytes, then padding to 8. */
struct HpiSourceChunk {
  struct HpiChunk Head;
  uint8_t Sha256[32]; /* of the text, by which the tables name it */
  uint64_t TextBytes;
};
HPI_STATIC_ASSERT(sizeof(struct HpiSourceChunk) == 56);

/* CONTEXTS: a segment of the process's table of call stacks. Starts on a page. Followed by NumSlots slots, then by
 * NumWords addresses. The context of slot I has the number FirstId + I; 0 is no context. */
enum {
  HPI_CONTEXT_DEPTH = 128, /* most addresses that a context has */
  HPI_CONTEXT_GAP = 0,     /* in place of an address: frames were left out here */
};
struct HpiContextsChunk {
  struct HpiChunk Head;
  uint32_t FirstId;
  uint32_t NumSlots; /* a power of 2 */
  uint64_t NumWords;
  uint64_t UsedWords; /* may exceed NumWords: the segment is full */
  uint64_t UsedSlots;
  uint64_t NumDropped; /* contexts that found no place, in the first segment only */
};
HPI_STATIC_ASSERT(sizeof(struct HpiContextsChunk) == 56);

/* A slot: 0 0 where free; Place 0 while it is being written, or where that was cut off. */
struct HpiContextSlot {
  uint64_t Hash;  /* over the addresses and the generation, never 0 */
  uint64_t Place; /* index of the first word << 32 | generation of the mappings << 16 | number of words */
};
HPI_STATIC_ASSERT(sizeof(struct HpiContextSlot) == 16);

/* MAPS: the executable mappings of the process, one chunk for each state that was seen. Followed by NumMaps items, each
 * an HpiMapItem, its path, and zeros up to a multiple of 8. */
struct HpiMapsChunk {
  struct HpiChunk Head;
  uint32_t Generation; /* from 1; addresses of a context mean what the mappings of its generation say */
  uint32_t NumMaps;
};
HPI_STATIC_ASSERT(sizeof(struct HpiMapsChunk) == 24);
struct HpiMapItem {
  uint64_t Start;
  uint64_t End;
  uint64_t FileOffset; /* of Start */
  uint64_t FileBytes;  /* size of the file when it was seen, 0 unknown */
  int64_t ModifiedNs;  /* when it was changed last, CLOCK_REALTIME, 0 unknown */
  uint32_t PathBytes;
  uint32_t BuildIdBytes; /* 0 where it has none */
  uint8_t BuildId[24];
};
HPI_STATIC_ASSERT(sizeof(struct HpiMapItem) == 72);

/* SAMPLES: a segment of the table of sampled time. Starts on a page. Followed by NumEntries entries. The fields behind
 * NumEntries are of the whole process, and hold in the first segment only. */
enum {                        /* HpiSamplesChunk.Source: what made the samples */
       HPI_SOURCE_NONE = 0,   /* nothing: no sample was taken */
       HPI_SOURCE_PERF = 1,   /* perf_event, task clock */
       HPI_SOURCE_THREAD = 2, /* a thread that sends signals to threads that run */
       HPI_SOURCE_TIMER = 3,  /* a timer of each thread's CPU time */
};
enum { HPI_SAMPLE_CPU = 0, HPI_SAMPLE_WALL = 1 }; /* HpiSamplesChunk.Clock */
enum { HPI_SAMPLES_PARTIAL = 1u << 0 };           /* HpiSamplesChunk.Flags: hpinstr_stop or hpinstr_reset was called */
struct HpiSamplesChunk {
  struct HpiChunk Head;
  uint32_t NumEntries; /* a power of 2 */
  uint32_t Source;
  uint32_t Clock;
  uint32_t Flags;
  uint64_t PeriodNs;  /* mean time between samples of a thread */
  uint64_t NumLost;   /* samples taken and lost */
  uint64_t SamplerNs; /* CPU time that taking samples cost, on a thread of its own */
  uint64_t Reserved1;
};
HPI_STATIC_ASSERT(sizeof(struct HpiSamplesChunk) == 64);
struct HpiSampleEntry {
  /* Context << 32 | label << 16 | thread + 1, 0 where free. A thread's number goes to a later one when it has ended;
   * the label is 0 for none. */
  uint64_t Key;
  uint64_t Count;  /* samples */
  uint64_t TimeNs; /* time that they stand for */
};
HPI_STATIC_ASSERT(sizeof(struct HpiSampleEntry) == 24);

/* HEAP: allocations of the whole process, and its heap over time. Starts on a page; once in a file. Followed by NumRoom
 * points, the first NumPoints of which are in use, by time. Where they get too many every other one is dropped. A count
 * includes what has no entry in HEAPSITES. Written under way by any thread: figures are exact where the process has
 * ended, or is between two calls of the allocator. */
enum {                       /* HpiHeapChunk.Scope: whose calls of the allocator are counted */
       HPI_HEAP_PROCESS = 0, /* all of the process */
       HPI_HEAP_PROBED =
           1, /* of code with probes only: main() has none, or the program is static, or has an allocator of its own */
       HPI_HEAP_STOOD_BACK = 2, /* none: another tool (a sanitizer) has taken the allocator's place */
};
struct HpiHeapChunk {
  struct HpiChunk Head;
  uint32_t Scope; /* HPI_HEAP_* */
  uint32_t NumPoints;
  uint32_t NumRoom;
  uint32_t PeakEpoch;  /* counts the times that the live heap rose above its old peak; see HpiHeapEntry */
  uint64_t Allocs;     /* blocks given */
  uint64_t AllocBytes; /* as they were asked for */
  uint64_t Frees;      /* of those blocks */
  uint64_t FreedBytes;
  uint64_t PeakBytes;  /* most bytes that were live at once */
  uint64_t PeakBlocks; /* live at that moment */
  uint64_t PeakNs;     /* when that was, CLOCK_MONOTONIC, 0 unknown */
  uint64_t NumForeign; /* frees and reallocs of blocks that were not counted when they were given */
  uint64_t NumNoEntry; /* allocations and frees that have no entry in HEAPSITES, which was full */
  /* At the last set-point: hpinstr_heap_setpoint(). */
  uint64_t NumSetpoints; /* so far, whole ones */
  uint64_t SetpointNs;   /* CLOCK_MONOTONIC */
  uint64_t BaseAllocs;   /* what the four sums above were */
  uint64_t BaseAllocBytes;
  uint64_t BaseFrees;
  uint64_t BaseFreedBytes;
  uint64_t NumBegun; /* set-points that were begun: more than NumSetpoints where all bases may be of either of two */
  uint64_t Reserved[4];
};
HPI_STATIC_ASSERT(sizeof(struct HpiHeapChunk) == 192);
struct HpiHeapPoint {
  uint64_t Ns; /* CLOCK_MONOTONIC */
  uint64_t LiveBytes;
  uint64_t RssBytes; /* resident set, 0 unknown */
};
HPI_STATIC_ASSERT(sizeof(struct HpiHeapPoint) == 24);

/* HEAPSITES: a segment of the table of allocations. Starts on a page. Followed by NumEntries entries. */
struct HpiHeapSitesChunk {
  struct HpiChunk Head;
  uint32_t NumEntries; /* a power of 2 */
  uint32_t FirstId;    /* number of its first entry, from 1 */
  uint64_t Reserved[5];
};
HPI_STATIC_ASSERT(sizeof(struct HpiHeapSitesChunk) == 64);
enum { HPI_HEAP_LIFETIMES = 16 };
/* What the calls of the allocator from one context did in one thread. Its addresses are all return addresses, that of
 * the call of the allocator first. */
struct HpiHeapEntry {
  uint64_t Key;        /* context << 32 | thread + 1, as in HpiSampleEntry, 0 where free; context 0: stack not known */
  uint64_t Allocs;     /* blocks given to it */
  uint64_t AllocBytes; /* as they were asked for */
  uint64_t Frees;      /* blocks that it freed, whoever asked for them */
  uint64_t FreedBytes;
  uint64_t Unused0;
  uint64_t DeadBytes; /* of the blocks given to it, those freed, whoever did that; the blocks are all of Lifetimes */
  uint64_t Unused1;
  /* Of the blocks given to it, what was live when the process's heap was largest: these, where SavedEpoch is
   * HpiHeapChunk.PeakEpoch; else nothing has changed since, and it is what is live now. */
  uint64_t SavedEpoch;
  uint64_t SavedBlocks;
  uint64_t SavedBytes;
  /* Of the blocks given to it, those freed, by age, in allocations of their thread's since: 0 (temporary ones), 1 to 3,
   * 4 to 15, 16 to 63, ...; the last has all that are older. */
  uint64_t Lifetimes[HPI_HEAP_LIFETIMES];
  /* What was before the last set-point: of the four sums, and of the blocks freed, their bytes and the temporary ones
   * what blocks given before it have, whenever they were freed. */
  uint64_t BaseAllocs;
  uint64_t BaseAllocBytes;
  uint64_t BaseFrees;
  uint64_t BaseFreedBytes;
  uint64_t OldDeadBlocks;
  uint64_t OldDeadBytes;
  uint64_t OldTemporary;
  uint64_t Reserved[2];
};
HPI_STATIC_ASSERT(sizeof(struct HpiHeapEntry) == 288);

/* HEAPTHREADS: a page of the threads that keys of HEAPSITES number, from 0; once in a file. Later threads than these
 * have no name. A number goes to a later thread when its own has ended. */
enum { HPI_HEAP_NAMED_THREADS = 126 };
struct HpiHeapThreadName {
  uint32_t Tid;        /* of the last thread that had the number */
  uint32_t NumThreads; /* that had it, one after the other; 0 unused */
  char Name[24];       /* of the last, cut, ended by NULs: as the program named it, else as the kernel knew it */
};
struct HpiHeapThreadsChunk {
  struct HpiChunk Head;
  uint64_t Reserved[6];
  struct HpiHeapThreadName Threads[HPI_HEAP_NAMED_THREADS];
};
HPI_STATIC_ASSERT(sizeof(struct HpiHeapThreadName) == 32);
HPI_STATIC_ASSERT(sizeof(struct HpiHeapThreadsChunk) == HPI_HEADER_BYTES);

/* HEAPMARKS: the first visits of regions, and of functions on request, in the heap's timeline. Starts on a page; once
 * in a file. Followed by NumRoom marks in the order of their begin, about, of which the first min(NumTaken, NumRoom)
 * are in use. */
enum { HPI_HEAP_MARKS = 1024 };
#define HPI_MARK_IS_FUNCTION 0xffffffffu /* HpiHeapMark.Name */
struct HpiHeapMarksChunk {
  struct HpiChunk Head;
  uint64_t NumRoom;
  uint64_t NumTaken; /* visits that began: those beyond NumRoom have no mark */
  uint64_t LastNs;   /* when the last of the marked regions began, CLOCK_MONOTONIC */
  uint64_t Reserved[3];
};
HPI_STATIC_ASSERT(sizeof(struct HpiHeapMarksChunk) == 64);
struct HpiHeapMark {
  uint32_t Name;    /* number of the region among all entries of NAMES chunks, from 1; or HPI_MARK_IS_FUNCTION; 0 until
                       the visit has ended */
  uint32_t Tid;     /* of the thread that it began in */
  uint64_t StartNs; /* CLOCK_MONOTONIC */
  uint64_t StartLiveBytes;
  uint64_t StartRssBytes; /* resident set, 0 unknown */
  uint64_t EndNs;
  uint64_t EndLiveBytes;
  uint64_t EndRssBytes;
  uint64_t
      Function; /* exactly timed: its ObjectId << 40 | index of its first counter in the object, plus 1; 0 region */
};
enum { HPI_MARK_OBJECT_SHIFT = 40 };
HPI_STATIC_ASSERT(sizeof(struct HpiHeapMark) == 64);

#endif
