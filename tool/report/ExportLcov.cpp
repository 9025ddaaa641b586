//===- ExportLcov.cpp - tracefile of lcov and genhtml ---------------------===//
//
// Owns: the lcov format (geninfo(1), section FILES). Must not: read files.
//
//===----------------------------------------------------------------------===//
#include "Diag.h"
#include "Export.h"
#include "FunctionGroup.h"
#include "Summary.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

/// \returns the linkage name, which lcov demangles by itself; of the instantiations of a template, which are one
/// function, the name that they share
static std::string lcovName(const FunctionGroup &G) {
  const ProfileFunction &First = *G.Members.front();
  return printable(G.Members.size() == 1 && !First.Linkage.empty() ? First.Linkage : G.Name);
}

/// FN: line and name, FNDA: calls and name. A name that comes again gets its line.
static void writeFunctions(ArrayRef<FunctionGroup> Groups, raw_ostream &OS) {
  std::map<std::string, const FunctionGroup *> ByName;
  for (const FunctionGroup &G : Groups)
    if (G.Calls && !ByName.try_emplace(lcovName(G), &G).second)
      ByName[lcovName(G) + ":" + std::to_string(G.Line)] = &G;
  uint64_t NumHit = 0;
  for (const auto &[Name, G] : ByName)
    OS << "FN:" << G->Line << ',' << Name << '\n';
  for (const auto &[Name, G] : ByName) {
    OS << "FNDA:" << G->Calls.value_or(0) << ',' << Name << '\n';
    NumHit += G->Calls.value_or(0) != 0;
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
  std::vector<FunctionGroup> Groups = splitGroups(groupFunctions(P));
  for (size_t Index = 0; Index != P.Files.size(); ++Index) {
    const ProfileFile &File = P.Files[Index];
    Coverage Lines = lineCoverage(File);
    if (Lines.Total == 0)
      continue;
    OS << "TN:\nSF:" << printable(File.Path) << '\n';
    auto Begin = partition_point(Groups, [&](const FunctionGroup &G) { return G.File < Index; });
    auto End = partition_point(Groups, [&](const FunctionGroup &G) { return G.File <= Index; });
    writeFunctions(ArrayRef(Groups).slice(Begin - Groups.begin(), End - Begin), OS);
    writeBranches(File, OS);
    for (const auto &[Line, Figures] : File.Lines)
      if (Figures.Hits)
        OS << "DA:" << Line << ',' << *Figures.Hits << '\n';
    OS << "LF:" << Lines.Total << "\nLH:" << Lines.Hit << "\nend_of_record\n";
  }
}
