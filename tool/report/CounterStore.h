//===- CounterStore.h - the sum of many reports -----------------*- C++ -*-===//
//
// Owns: which modules of several reports are one, and the sums of their counters.
// Must not: decode tables (one look a module is enough, later) or print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_COUNTERSTORE_H
#define HPINSTR_TOOL_REPORT_COUNTERSTORE_H

#include "HeapStore.h"
#include "ReportFile.h"
#include "StackTable.h"
#include "llvm/ADT/DenseMap.h"
#include <map>
#include <set>
#include <tuple>

namespace hpinstr {

/// Modules with equal keys are one. The bytes' own hash keeps a damaged copy from standing for the others.
struct ModuleKey {
  uint64_t Hash;
  uint64_t NumCounters;
  uint64_t BlobHash;
  bool operator<(const ModuleKey &O) const {
    return std::tie(Hash, NumCounters, BlobHash) < std::tie(O.Hash, O.NumCounters, O.BlobHash);
  }
};

struct StoredModule {
  std::string Blob;
  uint32_t AbiVersion = 0; ///< the lowest of the copies
  uint64_t NumMaxima = 0;  ///< so many of the last are maxima
  /// What of Sums belongs to a label, by its name: count by counter. The rest belongs to none.
  std::map<std::string, std::map<uint64_t, uint64_t>> Labelled;
  std::vector<uint64_t> Sums; ///< empty while no block was seen, else NumCounters sums modulo 2^64, or maxima
};

/// Calls through pointers, by site and callee; the modules by their hashes.
struct PointerCallKey {
  uint64_t SiteModule;
  uint32_t Site;
  uint64_t CalleeModule;
  uint32_t Callee; ///< index of the function in its module's tables
  bool operator<(const PointerCallKey &O) const {
    return std::tie(SiteModule, Site, CalleeModule, Callee) < std::tie(O.SiteModule, O.Site, O.CalleeModule, O.Callee);
  }
};
struct StoredPointerCalls {
  uint64_t Calls = 0;
  std::map<std::string, uint64_t> Labelled; ///< what of them belongs to a label
};

struct StoredRun {
  HpiFileHeader Header;
  std::string Items;
};

/// The samples of a process, or of one label in it.
struct StoredSamples {
  struct Sum {
    uint32_t Stack; ///< index into StackTable::Stacks; one may come several times
    uint64_t Count, Ns;
  };
  uint64_t ImageId;
  std::string Label;    ///< that was current, empty for none
  HpiSamplesChunk Info; ///< how they were taken
  uint64_t NumSamples = 0, SampledNs = 0;
  std::vector<Sum> Sums;
};

/// Sums reports; the order of add() does not change the result. Memory: the distinct modules, and about a
/// kilobyte a process.
class CounterStore {
public:
  explicit CounterStore(bool IsSinceSetpoint = false) : IsSinceSetpoint(IsSinceSetpoint) {}
  void add(const ReportFile &File);

  std::map<ModuleKey, StoredModule> Modules;
  std::map<PointerCallKey, StoredPointerCalls> PointerCalls;
  uint64_t NumDroppedCalls = 0; ///< through pointers, whose targets found no place: counted at their sites alone
  std::vector<StoredRun> Runs;
  std::set<std::string> Notes;
  std::set<std::string> ObjectPaths;
  std::map<std::string, std::string> Sources; ///< texts of merged reports that keep them, by SHA-256 in hexadecimal
  std::set<std::string> Labels;               ///< of all reports, whether or not a line ran
  std::map<std::pair<uint32_t, std::string>, HpiNamed> Names; ///< regions and threads, by kind and name
  StackTable Stacks;                                          ///< of samples and allocations
  std::vector<StoredSamples> Samples;
  std::vector<std::string> TimeRows; ///< of merged reports; see SampledTime.h
  std::vector<StoredHeap> Heaps;
  std::vector<std::string> HeapRows; ///< of merged reports; see Allocations.h
  std::vector<std::string> Losses;   ///< what add() could not use, a sentence each, with its file's name
  uint64_t CounterBytes = 0;         ///< of all blocks of all processes
  uint64_t TableBytes = 0;           ///< of all modules of all processes
  bool IsSinceSetpoint;              ///< allocations are relative to the processes' set-points
  bool HasMerged = false;            ///< a merged file was among them, which no longer tells what each process took

private:
  void addRun(const ReportFile &File, const RunRecord &Run);
  void addSamples(const ReportFile &File);
  void addHeap(const ReportFile &File);
  void addCounters(const ReportFile &File, const ModuleRecord &Record, StoredModule &Module);
  void addTallies(const ReportFile &File, const ModuleRecord &Record, StoredModule &Module);
  void addPointerCalls(const ReportFile &File);
  void addTargets(const ReportFile &File, const TargetsRecord &Record);
  void addNames(const ReportFile &File);

  std::set<uint64_t> ImageIds; ///< of the processes summed so far
};

} // namespace hpinstr

#endif
