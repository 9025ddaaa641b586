//===- FuzzReader.cpp - libFuzzer target over the reader ------------------===//
//
// Owns: bytes through everything that reads a report: chunks, tables, sums, exports, merge, dump and back.
// Must not: touch files. Seeds: test/Report/Inputs/makecorpus.py.
//
//===----------------------------------------------------------------------===//
#include "Allocations.h"
#include "CounterStore.h"
#include "DumpText.h"
#include "Export.h"
#include "FunctionGroup.h"
#include "HeapText.h"
#include "MemoryTables.h"
#include "ReportWriter.h"
#include "SampledTime.h"
#include "Timeline.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace llvm;
using namespace hpinstr;

/// Stops the fuzzer: \p Text names the invariant that does not hold.
static void require(bool Condition, StringRef Text) {
  if (Condition)
    return;
  errs() << "invariant broken: " << Text << '\n';
  abort();
}

static std::string merged(const CounterStore &Store) {
  std::string Bytes;
  raw_string_ostream OS(Bytes);
  Profile P = Profile::build(Store);
  writeMerged(Store, sampledTimeRows(P), allocationRows(P), OS);
  return Bytes;
}

static void checkExports(const CounterStore &Store) {
  raw_null_ostream Nowhere;
  Profile P = Profile::build(Store);
  exportJson(P, Store, Nowhere);
  exportTsv(P, Store, Nowhere);
  exportLcov(P, Store, Nowhere);
  exportMprofHeap(P, Store, Nowhere);
  printHeap(P, Store, Nowhere);
  printTimeline(P, Store, Nowhere);
  printLeaks(P, {}, Nowhere);
  printPeak(P, Store, {}, Nowhere);
  printTypes(P, Nowhere);
}

static void checkMerge(const CounterStore &Store) {
  std::string Once = merged(Store);
  Expected<ReportFile> Again = ReportFile::parse(MemoryBuffer::getMemBufferCopy(Once, "merged"));
  require(bool(Again), "a merged report can be read");
  require(Again->Losses.empty(), "a merged report is whole");
  CounterStore Second;
  Second.add(*Again);
  require(merged(Second) == Once, "merging a merged report changes nothing");
}

static void checkDump(StringRef Data) {
  std::string Text, Back;
  raw_string_ostream TextStream(Text), BackStream(Back);
  dumpReport(Data, TextStream);
  Error E = undumpReport(TextStream.str(), "dump", BackStream);
  require(!E, "a dump can be read back");
  require(BackStream.str() == Data, "a dump gives the same bytes back");
}

// NOLINTNEXTLINE(readability-identifier-naming): the name is the fuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  StringRef Bytes(reinterpret_cast<const char *>(Data), Size);
  Expected<ReportFile> File = ReportFile::parse(MemoryBuffer::getMemBufferCopy(Bytes, "input"));
  if (!File) {
    consumeError(File.takeError());
    return 0;
  }
  CounterStore Store;
  Store.add(*File);
  checkExports(Store);
  checkMerge(Store);
  checkDump(Bytes);
  return 0;
}
