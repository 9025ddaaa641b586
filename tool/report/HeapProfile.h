//===- HeapProfile.h - allocations by line, stack and type ------*- C++ -*-===//
//
// Owns: the figures of allocations that tables and exports show. Must not: read report files or print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_HEAPPROFILE_H
#define HPINSTR_TOOL_REPORT_HEAPPROFILE_H

#include "SourceFrame.h"
#include "hpinstr/Format.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace hpinstr {

/// \p From without \p What, 0 where that is more: sums that were read while they were written need not agree.
inline uint64_t less(uint64_t From, uint64_t What) { return From - std::min(From, What); }

/// What a line or function allocated, all exact. Total is what happened while it ran, with all that it called, each
/// event once; self is what the code of its own did, and code without probes that it called.
struct AllocFigures {
  uint64_t SelfAllocs = 0, SelfBytes = 0;
  uint64_t Allocs = 0, Bytes = 0;     ///< total
  uint64_t SelfFrees = 0;             ///< frees that its own code asked for, of whosever blocks
  uint64_t Frees = 0, FreedBytes = 0; ///< total
  uint64_t KeptBytes = 0; ///< allocated minus freed, modulo 2^64, where no line of its function is further out
  uint64_t LiveBlocks = 0, LiveBytes = 0; ///< of the blocks that its own code allocated, those never freed
  uint64_t PeakBlocks = 0, PeakBytes = 0; ///< of these, what was live when the process's heap was largest
  uint64_t Temporary = 0;                 ///< of these, those freed before their thread allocated again
  std::array<uint64_t, HPI_HEAP_LIFETIMES> Lifetimes = {}; ///< of these, those freed, by age; HpiHeapEntry::Lifetimes

  /// Adds what else the same process did.
  void addHere(const AllocFigures &Other);
  /// Adds another process: of the peaks the larger stays.
  void addProcess(const AllocFigures &Other);
};

/// The fields of a row, in order; the lifetimes stand behind them.
constexpr uint64_t AllocFigures::*AllocFields[] = {
    &AllocFigures::SelfAllocs, &AllocFigures::SelfBytes, &AllocFigures::Allocs,     &AllocFigures::Bytes,
    &AllocFigures::SelfFrees,  &AllocFigures::Frees,     &AllocFigures::FreedBytes, &AllocFigures::KeptBytes,
    &AllocFigures::LiveBlocks, &AllocFigures::LiveBytes, &AllocFigures::PeakBlocks, &AllocFigures::PeakBytes,
    &AllocFigures::Temporary};

/// A visit of a region, with the heap at both ends. Times: CLOCK_MONOTONIC. Resident sets: 0 where not known.
struct RegionMark {
  std::string Name;
  uint64_t Tid = 0;
  uint64_t StartNs = 0, StartLiveBytes = 0, StartRssBytes = 0;
  uint64_t EndNs = 0, EndLiveBytes = 0, EndRssBytes = 0;
  bool operator<(const RegionMark &O) const {
    return std::tie(StartNs, EndNs, Name, Tid) < std::tie(O.StartNs, O.EndNs, O.Name, O.Tid);
  }
};

constexpr uint64_t RegionMark::*MarkFields[] = {
    &RegionMark::Tid,   &RegionMark::StartNs,      &RegionMark::StartLiveBytes, &RegionMark::StartRssBytes,
    &RegionMark::EndNs, &RegionMark::EndLiveBytes, &RegionMark::EndRssBytes};

/// What a thread allocated and freed, or several that ran one after the other.
struct ThreadHeap {
  std::string Name;               ///< of the last of them; empty where not known
  uint64_t Tid = 0;               ///< the same; 0 where not known
  uint64_t NumThreads = 0;        ///< 0 where not known
  uint64_t Allocs = 0, Bytes = 0; ///< blocks given to it
  uint64_t Frees = 0, FreedBytes = 0;
  uint64_t LiveBlocks = 0, LiveBytes = 0; ///< of the blocks given to it, those never freed
  void add(const ThreadHeap &Other);
};

constexpr uint64_t ThreadHeap::*ThreadHeapFields[] = {
    &ThreadHeap::Tid,   &ThreadHeap::NumThreads, &ThreadHeap::Allocs,     &ThreadHeap::Bytes,
    &ThreadHeap::Frees, &ThreadHeap::FreedBytes, &ThreadHeap::LiveBlocks, &ThreadHeap::LiveBytes};

/// The heap of a process: HpiHeapChunk, and what in it has no stack.
struct RunHeap {
  uint64_t Scope = 0;                                             ///< HPI_HEAP_*
  uint64_t Allocs = 0, AllocBytes = 0, Frees = 0, FreedBytes = 0; ///< of the whole process
  uint64_t PeakBytes = 0, PeakBlocks = 0, PeakNs = 0;             ///< when: CLOCK_MONOTONIC, 0 unknown
  uint64_t NumForeign = 0, NumNoEntry = 0;
  uint64_t NumNoStack = 0;                   ///< allocations and frees whose stack is not known
  uint64_t NumSetpoints = 0, SetpointNs = 0; ///< hpinstr_heap_setpoint(), the last of them: CLOCK_MONOTONIC
  bool IsSetpointCut = false;                ///< the process ended within one: none can be used, NumSetpoints is 0
  uint64_t OldFrees = 0, OldFreedBytes = 0;  ///< where figures are relative to it: of the frees, those of older blocks
  std::vector<HpiHeapPoint> Points;
  std::map<uint64_t, ThreadHeap> Threads; ///< by number
  std::vector<RegionMark> Marks;          ///< by time, of visits that have ended
  uint64_t NumUnmarked = 0;               ///< visits that began when there was no room for marks

  uint64_t liveBlocks() const { return less(Allocs, Frees - OldFrees); }
  uint64_t liveBytes() const { return less(AllocBytes, FreedBytes - OldFreedBytes); }
  /// Adds a process that calls itself the same.
  void add(const RunHeap &Other);
};

constexpr uint64_t RunHeap::*RunHeapFields[] = {&RunHeap::Scope,      &RunHeap::Allocs,     &RunHeap::AllocBytes,
                                                &RunHeap::Frees,      &RunHeap::FreedBytes, &RunHeap::PeakBytes,
                                                &RunHeap::PeakBlocks, &RunHeap::PeakNs,     &RunHeap::NumForeign,
                                                &RunHeap::NumNoEntry, &RunHeap::NumNoStack};

struct LiveFigures {
  uint64_t Blocks = 0, Bytes = 0;
};

/// Stands for a type where operator new gave a block whose type is not known.
inline constexpr llvm::StringLiteral OperatorNew = "operator new";

struct TypeFigures {
  uint64_t Allocs = 0, Bytes = 0;
  LiveFigures Live;
};

/// What there is besides the figures of lines and functions.
struct HeapProfile {
  std::map<uint64_t, RunHeap> Runs;                     ///< by ImageId, of processes that collected it
  std::map<std::vector<SourceFrame>, LiveFigures> Live; ///< blocks never freed, by stack, innermost frame first
  bool IsSinceSetpoint = false;                         ///< all figures are relative to set-points; none is of a peak
  std::map<std::string, TypeFigures> Types;             ///< of what lines have; "" where it is not known; OperatorNew
};

} // namespace hpinstr

#endif
