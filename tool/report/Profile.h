//===- Profile.h - hits by file, line and function --------------*- C++ -*-===//
//
// Owns: the model that tables and exports show: what each number means is in the specification of hits.
// Must not: read report files or print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_PROFILE_H
#define HPINSTR_TOOL_REPORT_PROFILE_H

#include "CounterStore.h"
#include "ExactTimes.h"
#include "HeapProfile.h"
#include "ModuleTables.h"
#include "Rare.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hpinstr {

/// How a time was found: from samples, or by reading the clock at each visit.
enum class TimeSource { Sampled, Exact };

/// Total is with all that is called, a recursion counted once; self without.
struct TimeFigures {
  uint64_t SelfNs = 0, TotalNs = 0;
  TimeSource Source = TimeSource::Sampled;
  uint64_t SelfSamples = 0, Samples = 0; ///< that they rest on, where sampled
};

/// How the time of a process was sampled.
struct RunTime {
  uint64_t SampledNs;      ///< all samples stand for
  uint64_t UnattributedNs; ///< time of the process that no instrumented line has, as far as it is known
  uint64_t NumSamples, NumLost;
  uint32_t Source, Clock; ///< HPI_SOURCE_*, HPI_SAMPLE_*
  uint64_t SamplerNs;     ///< CPU time of the thread that took them, in the process's user and system time
};

/// What is known of a line; an absent figure was not collected or is not the line's own.
struct LineFigures {
  std::optional<uint64_t> Hits;
  std::optional<TimeFigures> Time;
  Rare<ExactTimes> Exact; ///< where Time is exact
  Rare<AllocFigures> Allocs;
};
using LineMap = std::map<uint64_t, LineFigures>;

struct BranchFigures {
  uint64_t True = 0, False = 0;
};

struct ProfileFile {
  std::string Path;             ///< absolute, or as compiled where the directory is not known
  std::set<std::string> Sha256; ///< hexadecimal; more than one where units saw different contents
  LineMap Lines;
  std::map<std::pair<uint64_t, uint64_t>, BranchFigures> Branches; ///< by line and column
  std::set<std::pair<std::string, std::string>> Copies; ///< what was compiled in its place: a tree, and a path below it
};

/// A function, summed over the objects that hold a copy.
struct ProfileFunction {
  std::string Linkage;
  std::string Name; ///< demangled
  size_t File;      ///< index into Profile::Files
  uint64_t Line, Column, EndLine;
  uint64_t Flags;                ///< HPI_FUNC_*
  std::optional<uint64_t> Calls; ///< absent where the plugin gave the function no entry site
  LineMap Lines;                 ///< its own sites only: the lines of this instantiation
  std::optional<TimeFigures> Time = {};
  /// Of the total of a sampled Time, what another function that begins on the same line has in its own, too, for it is
  /// further out in the stack: an instantiation that calls the next, or what Cython wraps a function in.
  uint64_t NestedNs = 0, NestedSamples = 0;
  Rare<ExactTimes> Exact = {}; ///< where Time is exact
  Rare<AllocFigures> Allocs = {};
  Rare<AllocFigures> NestedAllocs = {}; ///< of their totals the same
  bool HasEdges = false;                ///< its calls of others are counted
  size_t Number = 0;                    ///< in the order of building
};

/// Calls that have begun, of one function by another.
struct ProfileCall {
  size_t Caller;                ///< index into Profile::Functions
  std::optional<size_t> Callee; ///< absent for code without probes
  uint64_t Calls;
};

struct ProfileSkipped {
  std::string Name;
  std::string Path;
  uint64_t Line;
  uint64_t Reason; ///< HPI_SKIP_*
};

/// What a module was compiled from, for `hpinstr doctor`.
struct ProfileModule {
  std::string Producer, Options, MainFile, Directory;
  uint64_t NumCounters;
  size_t NumFunctions, NumSites;
};

class Profile {
public:
  /// Decodes every module of \p Store once. What cannot be decoded goes to Losses.
  static Profile build(const CounterStore &Store);

  std::vector<ProfileFile> Files;         ///< sorted by path
  std::vector<ProfileFunction> Functions; ///< sorted by file, line, column, name
  std::vector<ProfileCall> Calls;         ///< by caller and callee, each pair once
  std::vector<ProfileSkipped> Skipped;    ///< sorted, each once
  std::vector<ProfileModule> Modules;
  std::map<std::pair<size_t, size_t>, TimeFigures> TimeEdges; ///< by caller and callee: indices into Functions
  std::map<uint64_t, RunTime> RunTimes;                       ///< by ImageId, of processes whose time was sampled
  HeapProfile Heap;
  /// What `new` expressions allocate, by path, line and column, then by linkage name of the function.
  std::map<std::tuple<std::string, uint64_t, uint64_t>, std::map<std::string, std::string>> NewTypes;
  std::vector<std::string> Losses;
  /// \returns by function the first of those that begin on its line
  std::vector<uint32_t> functionPlaces() const;
  bool IsCodeLost = false;  ///< a program is no longer the one that ran: not all samples and allocations have lines
  bool TellsOffCpu = false; ///< a process has told what of its exact times its threads were not on a processor
  uint64_t LineProbePs = 0; ///< cost of an exactly timed line's probe, the largest of all processes
};

} // namespace hpinstr

#endif
