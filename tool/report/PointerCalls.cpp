//===- PointerCalls.cpp - calls through pointers, read --------------------===//
//
// Owns: TARGETS and CALLS chunks, and their sums. Must not: know functions by more than module and index.
//
//===----------------------------------------------------------------------===//
#include "CounterStore.h"
#include "Load.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;
using namespace hpinstr;

void ReportFile::readTargets(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiTargetsChunk))
    return lose(Offset, "expected targets of calls, found a chunk of " + Twine(Chunk.size()) + " bytes: they are lost");
  auto C = load<HpiTargetsChunk>(Chunk);
  StringRef Rest = Chunk.substr(sizeof(C));
  const ObjectRecord *Object = object(C.ObjectId);
  if (!Object || C.NumPlaces > Rest.size() / sizeof(HpiTarget) || C.FirstPlace > Object->NumCounters ||
      C.NumPlaces > Object->NumCounters - C.FirstPlace)
    return lose(Offset, "expected at most " + Twine(Rest.size() / sizeof(HpiTarget)) +
                            " targets of calls of a known object, found " + Twine(C.NumPlaces) + " of object " +
                            Twine(C.ObjectId) + ": they are lost");
  Targets.push_back(
      {C.ObjectId, C.FirstPlace, C.NumPlaces, C.NumDropped, Rest.take_front(C.NumPlaces * sizeof(HpiTarget))});
}

void ReportFile::readCalls(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiCallsChunk))
    return lose(Offset, "expected calls, found a chunk of " + Twine(Chunk.size()) + " bytes: they are lost");
  auto C = load<HpiCallsChunk>(Chunk);
  StringRef Rest = Chunk.substr(sizeof(C));
  if (C.NumCalls > Rest.size() / sizeof(HpiPointerCall))
    return lose(Offset, "expected at most " + Twine(Rest.size() / sizeof(HpiPointerCall)) + " calls, found " +
                            Twine(C.NumCalls) + ": they are lost");
  PointerCalls.push_back({C.NumDropped, Rest.take_front(C.NumCalls * sizeof(HpiPointerCall))});
}

/// The counters of an object's targets are summed as those of a module are.
void CounterStore::addTargets(const ReportFile &File, const TargetsRecord &Record) {
  StoredModule Counted;
  addCounters(File, {Record.ObjectId, 0, Record.FirstPlace, Record.NumPlaces, 0, 0, {}}, Counted);
  NumDroppedCalls += Record.NumDropped;
  for (uint64_t I = 0; I != Counted.Sums.size(); ++I) {
    auto Target = load<HpiTarget>(Record.Targets.substr(I * sizeof(HpiTarget)));
    if (Target.Address == HPI_TARGET_FREE || !Target.Callee || !Counted.Sums[I])
      continue;
    StoredPointerCalls &Calls = PointerCalls[{Target.SiteModule, Target.Site, Target.CalleeModule, Target.Callee - 1}];
    Calls.Calls += Counted.Sums[I];
    for (const auto &[Label, Counts] : Counted.Labelled)
      if (auto It = Counts.find(I); It != Counts.end())
        Calls.Labelled[Label] += It->second;
  }
}

void CounterStore::addPointerCalls(const ReportFile &File) {
  for (const TargetsRecord &Record : File.Targets)
    addTargets(File, Record);
  for (const CallsRecord &Record : File.PointerCalls) {
    NumDroppedCalls += Record.NumDropped;
    for (StringRef Rest = Record.Calls; !Rest.empty(); Rest = Rest.drop_front(sizeof(HpiPointerCall))) {
      auto Call = load<HpiPointerCall>(Rest);
      if (!Call.Callee)
        continue;
      StoredPointerCalls &Calls = PointerCalls[{Call.SiteModule, Call.Site, Call.CalleeModule, Call.Callee - 1}];
      Calls.Calls += Call.Calls;
      if (std::string Label = File.labelName(Call.LabelId); !Label.empty())
        Calls.Labelled[Label] += Call.Calls;
    }
  }
}
