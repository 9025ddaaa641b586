//===- ExportLcov.cpp - tracefile of lcov and genhtml ---------------------===//
//
// Owns: the lcov format (geninfo(1), section FILES). Must not: read files.
//
//===----------------------------------------------------------------------===//
#include "Diag.h"
#include "Export.h"
#include "FunctionGroup.h"
#include "Summary.h"

using namespace llvm;
using namespace hpinstr;

/// FN: line and name, FNDA: calls and name. Names are linkage names, as lcov demangles by itself.
static void writeFunctions(const Profile &P, size_t File, raw_ostream &OS) {
  std::map<std::string, std::pair<uint64_t, uint64_t>> ByName;
  for (const ProfileFunction &F : P.Functions) {
    if (F.File != File || !F.Calls)
      continue;
    auto &[Line, Calls] = ByName[printable(F.Linkage.empty() ? F.Name : F.Linkage)];
    Line = F.Line;
    Calls += *F.Calls;
  }
  uint64_t NumHit = 0;
  for (const auto &[Name, Entry] : ByName)
    OS << "FN:" << Entry.first << ',' << Name << '\n';
  for (const auto &[Name, Entry] : ByName) {
    OS << "FNDA:" << Entry.second << ',' << Name << '\n';
    NumHit += Entry.second != 0;
  }
  OS << "FNF:" << ByName.size() << "\nFNH:" << NumHit << '\n';
}

static void writeBranch(uint64_t Line, unsigned Block, unsigned Side, uint64_t Taken, bool IsReached, raw_ostream &OS) {
  OS << "BRDA:" << Line << ',' << Block << ',' << Side << ',';
  if (IsReached)
    OS << Taken << '\n';
  else
    OS << "-\n";
}

static void writeBranches(const ProfileFile &File, raw_ostream &OS) {
  uint64_t LastLine = 0, NumHit = 0;
  unsigned Block = 0;
  for (const auto &[Place, Figures] : File.Branches) {
    Block = Place.first == LastLine ? Block + 1 : 0;
    LastLine = Place.first;
    bool IsReached = Figures.True || Figures.False;
    writeBranch(LastLine, Block, 0, Figures.True, IsReached, OS);
    writeBranch(LastLine, Block, 1, Figures.False, IsReached, OS);
    NumHit += (Figures.True != 0) + (Figures.False != 0);
  }
  OS << "BRF:" << File.Branches.size() * 2 << "\nBRH:" << NumHit << '\n';
}

void hpinstr::exportLcov(const Profile &P, const CounterStore &, raw_ostream &OS) {
  for (size_t Index = 0; Index != P.Files.size(); ++Index) {
    const ProfileFile &File = P.Files[Index];
    Coverage Lines = lineCoverage(File);
    if (Lines.Total == 0)
      continue;
    OS << "TN:\nSF:" << printable(File.Path) << '\n';
    writeFunctions(P, Index, OS);
    writeBranches(File, OS);
    for (const auto &[Line, Figures] : File.Lines)
      if (Figures.Hits)
        OS << "DA:" << Line << ',' << *Figures.Hits << '\n';
    OS << "LF:" << Lines.Total << "\nLH:" << Lines.Hit << "\nend_of_record\n";
  }
}
