//===- Summary.cpp - coverage, processes, memory in one line --------------===//
//
// Owns: the figures over a whole report, and the table of files. Must not: print source lines.
//
//===----------------------------------------------------------------------===//
#include "Summary.h"
#include "Diag.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

using namespace llvm;
using namespace hpinstr;

Coverage hpinstr::lineCoverage(const ProfileFile &File) {
  Coverage C;
  for (const auto &[Line, Figures] : File.Lines)
    if (Figures.Hits)
      C.add(*Figures.Hits != 0);
  return C;
}

Coverage hpinstr::lineCoverage(const Profile &P) {
  Coverage C;
  for (const ProfileFile &File : P.Files) {
    Coverage Own = lineCoverage(File);
    C.Hit += Own.Hit;
    C.Total += Own.Total;
  }
  return C;
}

Coverage hpinstr::functionCoverage(const std::vector<FunctionGroup> &Groups) {
  Coverage C;
  for (const FunctionGroup &G : splitGroups(Groups))
    if (G.Calls)
      C.add(*G.Calls != 0);
  return C;
}

void hpinstr::printFileTable(const Profile &P, const FunctionFilter &Filter, raw_ostream &OS) {
  OS << "     lines       hit         %  file\n";
  for (const ProfileFile &File : P.Files) {
    Coverage C = lineCoverage(File);
    if (C.Total == 0 || !matchesAny(Filter.Files, File.Path) || (Filter.SkipZero && C.Hit == 0))
      continue;
    OS << right_justify(std::to_string(C.Total), 10) << right_justify(std::to_string(C.Hit), 10)
       << right_justify(percentText(C.Hit, C.Total), 10) << "  " << printable(File.Path) << '\n';
  }
  OS << '\n';
}

void hpinstr::printSummaryLine(const Profile &P, const std::vector<FunctionGroup> &Groups, const CounterStore &Store,
                               raw_ostream &OS) {
  Coverage Lines = lineCoverage(P), Functions = functionCoverage(Groups);
  uint64_t NumOpen = count_if(Store.Runs, [](const StoredRun &R) { return R.Header.EndKind == HPI_END_UNKNOWN; });
  OS << Lines.Hit << " of " << countText(Lines.Total, "line", "lines") << " hit ("
     << percentText(Lines.Hit, Lines.Total) << "), " << Functions.Hit << " of "
     << countText(Functions.Total, "function", "functions") << " called ("
     << percentText(Functions.Hit, Functions.Total) << "), " << countText(Store.Runs.size(), "process", "processes");
  if (NumOpen)
    OS << " (" << NumOpen << " without a known end: running, killed, or main() has no probes)";
  // A merged file holds one block for all processes: its size says nothing of what they took.
  if (!Store.HasMerged)
    OS << ", runtime memory: " << bytesText(Store.CounterBytes) << " of counters, " << bytesText(Store.TableBytes)
       << " of tables";
  OS << '\n';
}
