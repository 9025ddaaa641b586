//===- ReportLabels.cpp - what the user API left in a report --------------===//
//
// Owns: the chunks BASE, LABEL, TALLY and NAMES of a report file, with every bound checked. Must not: add up counters.
//
//===----------------------------------------------------------------------===//
#include "Diag.h"
#include "Load.h"
#include "ReportFile.h"

using namespace llvm;
using namespace hpinstr;

void ReportFile::readBase(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiBaseChunk))
    return lose(Offset, "expected a base, found a chunk of " + Twine(Chunk.size()) + " bytes: it is lost");
  auto C = load<HpiBaseChunk>(Chunk);
  StringRef Rest = Chunk.substr(sizeof(C));
  const ObjectRecord *Object = object(C.ObjectId);
  if (!Object || C.NumCounters != Object->NumCounters || C.NumCounters > Rest.size() / 8)
    return lose(Offset, "expected a base for " + Twine(Object ? Object->NumCounters : 0) + " counters of object " +
                            Twine(C.ObjectId) + ", found " + Twine(C.NumCounters) + ": it is lost");
  Bases.push_back({C.ObjectId, C.State == HPI_BASE_STOPPED, Rest.take_front(C.NumCounters * 8)});
}

void ReportFile::readLabel(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiLabelChunk))
    return lose(Offset, "expected a label, found a chunk of " + Twine(Chunk.size()) + " bytes: it is lost");
  auto C = load<HpiLabelChunk>(Chunk);
  LabelNames[C.LabelId] = Chunk.substr(sizeof(C)).take_front(C.NameBytes);
}

std::string ReportFile::labelName(uint32_t Id) const {
  if (!Id)
    return "";
  auto It = LabelNames.find(Id);
  return It == LabelNames.end() ? ("label " + Twine(Id)).str() : It->second.str();
}

void ReportFile::readTally(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiTallyChunk))
    return lose(Offset, "expected a tally, found a chunk of " + Twine(Chunk.size()) + " bytes: it is lost");
  auto C = load<HpiTallyChunk>(Chunk);
  StringRef Rest = Chunk.substr(sizeof(C));
  if (!object(C.ObjectId) || C.NumEntries > Rest.size() / sizeof(HpiTallyEntry))
    return lose(Offset, "expected a tally of a known object with at most " +
                            Twine(Rest.size() / sizeof(HpiTallyEntry)) + " entries, found object " + Twine(C.ObjectId) +
                            " and " + Twine(C.NumEntries) + " entries: it is lost");
  if (Offset >= Header.ResetOffset)
    Tallies.push_back({C.ObjectId, labelName(C.LabelId), Rest.take_front(C.NumEntries * sizeof(HpiTallyEntry))});
}

void ReportFile::readNames(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiNamesChunk))
    return lose(Offset, "expected names, found a chunk of " + Twine(Chunk.size()) + " bytes: they are lost");
  auto C = load<HpiNamesChunk>(Chunk);
  for (uint32_t I = 0; I < std::min<uint32_t>(C.NumUsed, HPI_NAMES_A_CHUNK); ++I) {
    C.Names[I].Name[sizeof(C.Names[I].Name) - 1] = 0;
    Names.push_back(C.Names[I]);
  }
}
