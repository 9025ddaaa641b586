//===- CounterStore.cpp - the sum of many reports -------------------------===//
//
// Owns: which modules of several reports are one, and the sums of their counters.
// Must not: decode tables or print.
//
//===----------------------------------------------------------------------===//
#include "CounterStore.h"
#include "SourceText.h"
#include "hpinstr/Tables.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include <cstring>

using namespace llvm;
using namespace hpinstr;

// A term takes a byte in the tables at the least, so a module cannot have many more counters than its tables
// have bytes. Without the bound a few hostile bytes would cost gigabytes of zeros.
static bool isPlausible(const ModuleRecord &M) {
  HpiTablesHeader Head;
  if (M.Tables.size() < sizeof(Head))
    return false;
  std::memcpy(&Head, M.Tables.data(), sizeof(Head));
  uint64_t Unpacked = std::min<uint64_t>(Head.RawSize, uint64_t(M.Tables.size()) * 1032);
  return M.NumCounters / 8 <= Unpacked + 512;
}

static const BaseRecord *baseOf(const ReportFile &File, uint32_t ObjectId) {
  auto It = find_if(File.Bases, [&](const BaseRecord &Base) { return Base.ObjectId == ObjectId; });
  return It == File.Bases.end() ? nullptr : &*It;
}

/// Adds what the object's blocks, whose sums \p Current holds, have counted since the last change of label.
static void addCurrent(const ReportFile &File, const ModuleRecord &Record, StoredModule &Module,
                       std::vector<uint64_t> Current) {
  const BaseRecord *Base = baseOf(File, Record.ObjectId);
  if (!Base && File.object(Record.ObjectId)->Offset < File.header().ResetOffset)
    return;
  for (uint64_t I = 0; I != Current.size(); ++I) {
    if (Base)
      Current[I] = (Base->IsStopped ? 0 : Current[I]) -
                   support::endian::read64le(Base->Data.data() + (Record.FirstCounter + I) * 8);
    Module.Sums[I] += Current[I];
    if (Base && Current[I] && !File.CurrentLabel.empty())
      Module.Labelled[File.CurrentLabel][I] += Current[I];
  }
}

/// Adds what was counted under labels that have given way to others.
void CounterStore::addTallies(const ReportFile &File, const ModuleRecord &Record, StoredModule &Module) {
  uint64_t NumSums = Record.NumCounters - Module.NumMaxima;
  for (const TallyRecord &Tally : File.Tallies) {
    if (Tally.ObjectId != Record.ObjectId)
      continue;
    Module.Sums.resize(Record.NumCounters);
    for (StringRef Rest = Tally.Data; Rest.size() >= sizeof(HpiTallyEntry); Rest = Rest.substr(sizeof(HpiTallyEntry))) {
      uint64_t Counter = support::endian::read64le(Rest.data()) - Record.FirstCounter;
      uint64_t Count = support::endian::read64le(Rest.data() + 8);
      if (Counter >= NumSums)
        continue;
      Module.Sums[Counter] += Count;
      if (!Tally.Label.empty())
        Module.Labelled[Tally.Label][Counter] += Count;
    }
  }
}

void CounterStore::addNames(const ReportFile &File) {
  Labels.insert(File.CurrentLabel);
  for (const TallyRecord &Tally : File.Tallies)
    Labels.insert(Tally.Label);
  Labels.erase("");
  for (const HpiNamed &Named : File.Names) {
    auto [It, IsNew] = Names.try_emplace({Named.Kind, Named.Name}, Named);
    HpiNamed &Sum = It->second;
    Sum.Tid = 0;
    if (IsNew)
      continue;
    Sum.Num += Named.Num;
    Sum.WallNs += Named.WallNs;
    Sum.MinNs = std::min(Sum.MinNs, Named.MinNs);
    Sum.MaxNs = std::max(Sum.MaxNs, Named.MaxNs);
  }
}

void CounterStore::addCounters(const ReportFile &File, const ModuleRecord &Record, StoredModule &Module) {
  uint64_t NumSums = Record.NumCounters - Module.NumMaxima;
  std::vector<uint64_t> Current;
  for (const CountersRecord &Block : File.Counters) {
    if (Block.ObjectId != Record.ObjectId)
      continue;
    uint64_t Present = Block.numPresent();
    if (Present < Record.FirstCounter || Present - Record.FirstCounter < Record.NumCounters) {
      Losses.push_back(
          (File.name() + ": expected all counters of a module, found a part: a thread's hits in it are lost").str());
      continue;
    }
    Module.Sums.resize(Record.NumCounters);
    const char *From = Block.Data.data() + Record.FirstCounter * 8;
    Current.resize(NumSums);
    for (uint64_t I = 0; I != NumSums; ++I)
      Current[I] += support::endian::read64le(From + I * 8);
    for (uint64_t I = NumSums; I != Record.NumCounters; ++I)
      Module.Sums[I] = std::max<uint64_t>(Module.Sums[I], support::endian::read64le(From + I * 8));
  }
  addCurrent(File, Record, Module, std::move(Current));
  addTallies(File, Record, Module);
}

void CounterStore::addRun(const ReportFile &File, const RunRecord &Run) {
  uint64_t Id = Run.Header.ImageId;
  if (Id && !ImageIds.insert(Id).second)
    Losses.push_back((File.name() + ": expected processes that no other report holds, found pid " +
                      Twine(Run.Header.Pid) + " again: its hits count twice")
                         .str());
  Runs.push_back({Run.Header, Run.Items.str()});
}

void CounterStore::addSamples(const ReportFile &File) {
  for (StringRef Rows : File.Times)
    TimeRows.push_back(Rows.str());
  if (File.Samples.empty())
    return;
  StackImporter Importer(File, Stacks);
  std::map<uint32_t, StoredSamples> ByLabel;
  ByLabel[0]; // a process without samples is one whose time was sampled, too
  for (const SamplesRecord &Segment : File.Samples)
    for (StringRef Rest = Segment.Entries; !Rest.empty(); Rest = Rest.drop_front(sizeof(HpiSampleEntry))) {
      HpiSampleEntry Entry;
      std::memcpy(&Entry, Rest.data(), sizeof(Entry));
      if (!Entry.Key)
        continue;
      StoredSamples &S = ByLabel[Entry.Key >> 16 & 0xffff];
      S.Sums.push_back({Importer.import(Entry.Key >> 32, /*IsReturn=*/false), Entry.Count, Entry.TimeNs});
      S.NumSamples += Entry.Count;
      S.SampledNs += Entry.TimeNs;
    }
  for (auto &[Label, S] : ByLabel) {
    S.ImageId = File.header().ImageId;
    S.Label = File.labelName(Label);
    S.Info = File.Samples.front().Head;
    Samples.push_back(std::move(S));
  }
}

void CounterStore::addHeap(const ReportFile &File) {
  if (IsSinceSetpoint && !File.HeapRows.empty())
    Losses.push_back((File.name() +
                      ": expected the processes' own reports, which know their set-points, found a merged "
                      "one: its allocations are left out")
                         .str());
  else
    for (StringRef Rows : File.HeapRows)
      HeapRows.push_back(Rows.str());
  if (std::optional<StoredHeap> Heap = storeHeap(File, Stacks, IsSinceSetpoint))
    Heaps.push_back(std::move(*Heap));
  else if (!File.HeapSites.empty())
    Losses.push_back((File.name() + ": expected sums of the heap, found none: the allocations are lost").str());
}

void CounterStore::add(const ReportFile &File) {
  for (const std::string &Loss : File.Losses)
    Losses.push_back((File.name() + ": " + Loss).str());
  for (const ModuleRecord &M : File.Modules) {
    if (!isPlausible(M)) {
      Losses.push_back((File.name() + ": expected a module with tables, found " + Twine(M.Tables.size()) +
                        " bytes for " + Twine(M.NumCounters) + " counters: the module is lost")
                           .str());
      continue;
    }
    StoredModule &Module = Modules[{M.Hash, M.NumCounters, xxh3_64bits(M.Tables)}];
    bool IsFirst = Module.Blob.empty();
    Module.AbiVersion = IsFirst ? M.AbiVersion : std::min(Module.AbiVersion, M.AbiVersion);
    if (IsFirst) {
      Module.Blob = M.Tables.str();
      Module.NumMaxima = M.NumMaxima;
    }
    addCounters(File, M, Module);
    TableBytes += M.Tables.size();
  }
  for (const CountersRecord &Block : File.Counters)
    CounterBytes += Block.Data.size();
  addPointerCalls(File);
  addSamples(File);
  addHeap(File);
  for (const RunRecord &R : File.Runs)
    addRun(File, R);
  addNames(File);
  HasMerged |= File.isMerged();
  for (StringRef Note : File.Notes)
    Notes.insert(Note.str());
  for (StringRef Text : File.Sources)
    Sources.try_emplace(sha256Text(Text), Text);
  for (const ObjectRecord &O : File.Objects)
    for (StringRef Path : split(O.Path, '\n')) // a merged object stands for many
      ObjectPaths.insert(Path.str());
}
