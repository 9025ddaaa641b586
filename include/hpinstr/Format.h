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
  HPI_FEATURE_MERGED = 1u << 0, /* made by `hpinstr merge`: RUN chunks stand for the processes */
};

/* HpiFileHeader.EndKind: how the process ended, as far as the runtime saw it. */
enum {
  HPI_END_UNKNOWN = 0, /* still running, killed, exec, _exit: no hook ran */
  HPI_END_EXIT = 1,    /* exit() or return from main; ExitStatus holds */
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
  uint64_t Reserved[5];
  /* What probes of exact times cost here, picoseconds, measured before the first of them; valid where ClockKind is not
   * NONE: at a line, and of a function's entry and exit the part within its time and the part before and behind. */
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

/* RUN (merged files only): a process that was merged in: its header, then its PROCESS items. */
struct HpiRunChunk {
  struct HpiChunk Head;
  struct HpiFileHeader Header;
};
HPI_STATIC_ASSERT(sizeof(struct HpiRunChunk) == 272);

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
struct HpiSamplesChunk {
  struct HpiChunk Head;
  uint32_t NumEntries; /* a power of 2 */
  uint32_t Source;
  uint32_t Clock;
  uint32_t Reserved;
  uint64_t PeriodNs;  /* mean time between samples of a thread */
  uint64_t NumLost;   /* samples taken and lost */
  uint64_t SamplerNs; /* CPU time that taking samples cost, on a thread of its own */
  uint64_t Reserved1;
};
HPI_STATIC_ASSERT(sizeof(struct HpiSamplesChunk) == 64);
struct HpiSampleEntry {
  uint64_t Key; /* context << 32 | thread + 1, 0 where free; a thread's number goes to a later one when it has ended */
  uint64_t Count;  /* samples */
  uint64_t TimeNs; /* time that they stand for */
};
HPI_STATIC_ASSERT(sizeof(struct HpiSampleEntry) == 24);

#endif
