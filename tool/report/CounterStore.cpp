//===- CounterStore.cpp - the sum of many reports -------------------------===//
//
// Owns: which modules of several reports are one, and the sums of their counters.
// Must not: decode tables or print.
//
//===----------------------------------------------------------------------===//
#include "CounterStore.h"
#include "hpinstr/Tables.h"
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

void CounterStore::addCounters(const ReportFile &File, const ModuleRecord &Record, StoredModule &Module) {
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
    uint64_t NumSums = Record.NumCounters - Module.NumMaxima;
    for (uint64_t I = 0; I != NumSums; ++I)
      Module.Sums[I] += support::endian::read64le(From + I * 8);
    for (uint64_t I = NumSums; I != Record.NumCounters; ++I)
      Module.Sums[I] = std::max<uint64_t>(Module.Sums[I], support::endian::read64le(From + I * 8));
  }
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
  StoredSamples &S = Samples.emplace_back();
  S.ImageId = File.header().ImageId;
  S.Info = File.Samples.front().Head;
  for (const SamplesRecord &Segment : File.Samples)
    for (StringRef Rest = Segment.Entries; !Rest.empty(); Rest = Rest.drop_front(sizeof(HpiSampleEntry))) {
      HpiSampleEntry Entry;
      std::memcpy(&Entry, Rest.data(), sizeof(Entry));
      if (!Entry.Key)
        continue;
      StoredSamples::Sum &Sum = S.Stacks[Importer.import(Entry.Key >> 32, /*IsReturn=*/false)];
      Sum.Count += Entry.Count;
      Sum.Ns += Entry.TimeNs;
      S.NumSamples += Entry.Count;
      S.SampledNs += Entry.TimeNs;
    }
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
  addSamples(File);
  for (const RunRecord &R : File.Runs)
    addRun(File, R);
  HasMerged |= File.isMerged();
  for (StringRef Note : File.Notes)
    Notes.insert(Note.str());
  for (const ObjectRecord &O : File.Objects)
    for (StringRef Path : split(O.Path, '\n')) // a merged object stands for many
      ObjectPaths.insert(Path.str());
}
