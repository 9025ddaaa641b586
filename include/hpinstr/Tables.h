/* Tables.h - the tables that the compiler plugin puts beside the code of a translation unit.
 *
 * Owns: the blob's head, its enumerators and, in this comment, its grammar. The plugin writes it, the
 * runtime copies it unread, the reader decodes it. Must not: include anything of ours.
 *
 * Blob = HpiTablesHeader, then the payload (zlib stream where HPI_TABLES_ZLIB is set). In the payload
 * `u` is an ULEB128 number, `s` an SLEB128 number, `str` is u length then bytes, `X*` is u count then Xs:
 *
 *   payload  = producer:str options:str mainfile:str directory:str
 *              file* function* site* branch* skipped* timed* [call* [new* [copy*]]]
 *   file     = path:str hassum:u [32 bytes of SHA-256 where hassum is 1]
 *   function = linkage:str name:str file:u line:u column:u endline:u flags:u (HPI_FUNC_*) entry:u
 *   site     = function:u (index + 1, 0 for none) kind:u (HPI_SITE_*) flags:u (HPI_SITEFLAG_*)
 *              file:u line:s (difference to the site before, from 0) column:u term*
 *   term     = u (counter index * 2 + 1 where it is subtracted)
 *   branch   = file:u line:u column:u total:u true:u (site indices; false = total - true)
 *   skipped  = linkage:str file:u line:u reason:u (HPI_SKIP_*)
 *   timed    = function:u (index) file:u line:u (0: the function as a whole) first:u maxima:u
 *   call     = site:u (index) callee:str (linkage name, empty for a call that leads elsewhere); for edges=on only
 *   new      = function:u (index + 1, 0 for none) file:u line:u column:u type:str; an expression `new` of C++
 *   copy     = file:u tree:str path:str (what was compiled in the file's place is TREE/PATH: a rewritten tree's file)
 *
 * `entry` is the index of the function's FuncEntry site + 1, 0 for none. Indices count from 0. The hits of a
 * site are the sum of its terms, modulo 2^64; a site without terms was never emitted and has 0 hits. Counter
 * indices count from the module's first counter. A `timed` owns HPI_NUM_TIMECOUNTERS counters from `first` on and
 * HPI_NUM_TIMEMAXIMA from `maxima` on, which are among the module's maxima. Tables of earlier writers end before it.
 */
#ifndef HPINSTR_TABLES_H
#define HPINSTR_TABLES_H

#include <stdint.h>

enum {
  HPI_TABLES_MAGIC = 0x54495048, /* "HPIT" in memory */
  HPI_TABLES_VERSION = 1,
  /* HpiTablesHeader.Flags */
  HPI_TABLES_ZLIB = 1u << 0,
  HPI_TABLES_OFF_CPU = 1u << 1, /* a `timed` has HPI_TIME_OFF_INNER; counters of earlier writers end before it */
};

struct HpiTablesHeader {
  uint32_t Magic;
  uint16_t Version;
  uint16_t Flags;
  uint64_t RawSize; /* payload bytes once decompressed */
};

enum HpiSiteKind {
#define HPI_SITE(Name, Value, Text) HPI_SITE_##Name = Value,
#include "hpinstr/SiteKinds.inc"
};

/* Flags of a site. */
enum {
  HPI_SITEFLAG_LINE = 1u << 0, /* gives its line its number; a line's hits are the sum of such sites */
};

/* Flags of a function. */
enum {
  HPI_FUNC_LOCAL = 1u << 0,    /* internal linkage: its name may stand for others elsewhere */
  HPI_FUNC_INSTANCE = 1u << 1, /* instantiation of a template: shares its lines with others */
  HPI_FUNC_LAMBDA = 1u << 2,   /* call operator of a lambda */
  HPI_FUNC_PATTERN = 1u << 3,  /* template itself, which never runs: its instantiations do */
  HPI_FUNC_TIMED = 1u << 4,    /* its time is measured exactly */
};

/* Exact times of a line or function, in picoseconds. A visit lasts from the moment when control comes to the line to
 * the moment when it comes to another line of the same call, or the call ends; what is called from there is within. Raw
 * is as read; adjusted is less the cost of the probes that ran meanwhile, and can be below zero: two's complement. The
 * total, in which visits within visits count once, is self plus inner. */
enum HpiTimeCounter {
  HPI_TIME_SELF = 0, /* raw, without the timed functions called */
  HPI_TIME_SELF_ADJUSTED = 1,
  HPI_TIME_INNER = 2, /* raw, what the total has besides */
  HPI_TIME_INNER_ADJUSTED = 3,
  HPI_TIME_INNER_SUM = 4,   /* adjusted, what the sum over all visits, also those within others, has besides self */
  HPI_TIME_SQUARE_LOW = 5,  /* sum of the squares of all visits, in units of (64 ps)^2: 2^48 * HIGH + LOW; LOW is */
  HPI_TIME_SQUARE_HIGH = 6, /* below 2^48 in each block. Of adjusted lengths, at least 0, as all below */
  HPI_TIME_OFF_SELF = 7,    /* raw, the part of SELF that the thread was not on a processor; 0 where not told */
  HPI_TIME_BINS = 8,        /* visits that have ended: those below 2^14 ps, 2^15 ps, ... each; the last has the rest */
  HPI_NUM_TIMEBINS = 32,
  HPI_TIME_OFF_INNER = HPI_TIME_BINS + HPI_NUM_TIMEBINS, /* the same of INNER */
  HPI_NUM_TIMECOUNTERS = HPI_TIME_OFF_INNER + 1,
};
enum HpiTimeMaximum {
  HPI_TIME_MAX = 0,     /* longest visit */
  HPI_TIME_NOT_MIN = 1, /* 2^64 - 1 minus the shortest visit; 0: none yet */
  HPI_NUM_TIMEMAXIMA = 2,
};
enum { HPI_TIME_SQUARE_BITS = 48, HPI_TIME_SQUARE_SHIFT = 6, HPI_TIME_FIRST_BIN_BITS = 14 };

/* Why a function carries no probes. */
enum HpiSkipReason {
#define HPI_SKIP(Name, Value, Text) HPI_SKIP_##Name = Value,
#include "hpinstr/SkipReasons.inc"
};

#endif
