//===- Comparison.cpp - what of two reports belongs together --------------===//
//
// Owns: the pairs of files, functions and lines of two reports. Must not: print.
//
// Files are one by their path; those that are left, of trees in other places, by the longest end of their paths.
// Functions are one by the name that the linker sees, in files that are one; those that are left by that name alone.
//
//===----------------------------------------------------------------------===//
#include "Comparison.h"
#include "LineMatch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace hpinstr;

Comparison::Comparison(const ReportSide &Old, const ReportSide &New, std::vector<std::string> OldDirs,
                       std::vector<std::string> NewDirs)
    : Old(Old), New(New), OldDirs(std::move(OldDirs)), NewDirs(std::move(NewDirs)) {
  pairFiles();
  pairFunctions();
}

/// \returns how many names at the end of both paths are the same
static size_t commonTail(StringRef A, StringRef B) {
  size_t Num = 0;
  auto I = sys::path::rbegin(A), J = sys::path::rbegin(B);
  for (; I != sys::path::rend(A) && J != sys::path::rend(B) && *I == *J; ++I, ++J)
    ++Num;
  return Num;
}

void Comparison::pairFiles() {
  NewFiles.resize(Old.P.Files.size());
  StringMap<size_t> ByPath;
  StringMap<std::vector<size_t>> ByName;
  for (const auto &[Index, File] : enumerate(New.P.Files))
    ByPath[File.Path] = Index;
  std::set<size_t> Taken;
  for (const auto &[Index, File] : enumerate(Old.P.Files))
    if (auto It = ByPath.find(File.Path); It != ByPath.end()) {
      NewFiles[Index] = It->second;
      Taken.insert(It->second);
    }
  for (const auto &[Index, File] : enumerate(New.P.Files))
    if (!Taken.count(Index))
      ByName[sys::path::filename(File.Path)].push_back(Index);
  for (const auto &[Index, File] : enumerate(Old.P.Files)) {
    auto It = ByName.find(sys::path::filename(File.Path));
    if (NewFiles[Index] || It == ByName.end())
      continue;
    std::optional<size_t> Best;
    size_t Longest = 0;
    for (size_t Candidate : It->second) {
      size_t Length = commonTail(File.Path, New.P.Files[Candidate].Path);
      if (Taken.count(Candidate) || Length <= Longest)
        continue;
      Longest = Length;
      Best = Candidate;
    }
    NewFiles[Index] = Best;
    if (Best)
      Taken.insert(*Best);
  }
}

static StringRef symbol(const ProfileFunction &F) { return F.Linkage.empty() ? F.Name : F.Linkage; }

namespace {
/// The functions of the old report that have no partner yet, by a file of the new report and a symbol.
class Unpaired {
public:
  Unpaired(const ReportSide &Old, const std::vector<std::optional<size_t>> &NewFiles) {
    for (const FunctionGroup &G : Old.Groups)
      for (const ProfileFunction *F : G.Members) {
        if (std::optional<size_t> File = NewFiles[G.File])
          Here[{*File, symbol(*F)}].push_back(&G);
        if (!(F->Flags & HPI_FUNC_LOCAL))
          Anywhere[symbol(*F)].push_back(&G);
      }
  }
  /// \returns the partner of \p G, or null
  const FunctionGroup *take(const FunctionGroup &G, bool IsAnywhere) {
    for (const ProfileFunction *F : G.Members)
      for (const FunctionGroup *Candidate : IsAnywhere ? Anywhere[symbol(*F)] : Here[{G.File, symbol(*F)}])
        if (Taken.insert(Candidate).second)
          return Candidate;
    return nullptr;
  }
  bool isTaken(const FunctionGroup &G) const { return Taken.count(&G); }

private:
  std::map<std::pair<size_t, StringRef>, std::vector<const FunctionGroup *>> Here;
  std::map<StringRef, std::vector<const FunctionGroup *>> Anywhere;
  std::set<const FunctionGroup *> Taken;
};
} // namespace

void Comparison::pairFunctions() {
  Unpaired Left(Old, NewFiles);
  for (const FunctionGroup &G : New.Groups)
    Functions.push_back({Left.take(G, /*IsAnywhere=*/false), &G});
  for (FunctionPair &Pair : Functions)
    if (!Pair.Old)
      Pair.Old = Left.take(*Pair.New, /*IsAnywhere=*/true);
  for (const FunctionGroup &G : Old.Groups)
    if (!Left.isTaken(G))
      Functions.push_back({&G, nullptr});
}

const SourceText &Comparison::source(bool IsOld, size_t File) {
  auto It = Sources.find({IsOld, File});
  if (It == Sources.end()) {
    const ReportSide &Side = IsOld ? Old : New;
    It = Sources
             .emplace(std::pair(IsOld, File),
                      findSource(Side.P.Files[File], IsOld ? OldDirs : NewDirs, Side.Store.Sources))
             .first;
    if (It->second.State == SourceState::Changed) // what it says of the lines would be of other ones
      It->second.Lines.clear();
  }
  return It->second;
}

static const LineFigures *figuresOf(const ReportSide &Side, size_t File, uint64_t Line) {
  auto It = Side.P.Files[File].Lines.find(Line);
  return It == Side.P.Files[File].Lines.end() ? nullptr : &It->second;
}

/// Either number may be 0.
LinePairing Comparison::pairing(const FunctionPair &Pair, uint64_t OldLine, uint64_t NewLine) {
  LinePairing Row;
  Row.OldLine = OldLine;
  Row.NewLine = NewLine;
  if (OldLine) {
    Row.Old = figuresOf(Old, Pair.Old->File, OldLine);
    Row.Text = source(true, Pair.Old->File).line(OldLine);
  }
  if (!NewLine)
    return Row;
  Row.New = figuresOf(New, Pair.New->File, NewLine);
  if (StringRef Text = source(false, Pair.New->File).line(NewLine); !Text.empty())
    Row.Text = Text;
  return Row;
}

/// \returns the places of \p G that have a number of hits, counted from its first line
static std::vector<uint64_t> shapeOf(const ReportSide &Side, const FunctionGroup &G) {
  std::vector<uint64_t> Shape = {G.EndLine - G.Line};
  const LineMap &Lines = Side.P.Files[G.File].Lines;
  for (auto It = Lines.lower_bound(G.Line); It != Lines.end() && It->first <= G.EndLine; ++It)
    if (It->second.Hits)
      Shape.push_back(It->first - G.Line);
  return Shape;
}

/// Adds the places of \p G that have any figure, counted from its first line.
static void addPlaces(std::set<uint64_t> &Places, const ReportSide &Side, const FunctionGroup &G) {
  const LineMap &Lines = Side.P.Files[G.File].Lines;
  for (auto It = Lines.lower_bound(G.Line); It != Lines.end() && It->first <= G.EndLine; ++It)
    Places.insert(It->first - G.Line);
}

static ArrayRef<StringRef> linesOf(const SourceText &Text, const FunctionGroup &G) {
  if (!G.Line || Text.Lines.size() < G.EndLine)
    return {};
  return ArrayRef(Text.Lines).slice(G.Line - 1, G.EndLine - G.Line + 1);
}

std::vector<LinePairing> Comparison::lines(const FunctionPair &Pair) {
  const FunctionGroup &O = *Pair.Old, &N = *Pair.New;
  const std::set<std::string> &OldSums = Old.P.Files[O.File].Sha256;
  bool IsSameFile = OldSums.size() == 1 && OldSums == New.P.Files[N.File].Sha256;
  ArrayRef<StringRef> OldText = linesOf(source(true, O.File), O), NewText = linesOf(source(false, N.File), N);
  std::vector<LinePairing> Rows;
  if (!IsSameFile && !OldText.empty() && !NewText.empty()) {
    for (const LinePair &L : matchLines(OldText, NewText))
      Rows.push_back(pairing(Pair, L.Old ? O.Line + *L.Old : 0, L.New ? N.Line + *L.New : 0));
    return Rows;
  }
  if (!IsSameFile && shapeOf(Old, O) != shapeOf(New, N))
    return Rows;
  std::set<uint64_t> Places;
  for (size_t I = 0; I != std::max(OldText.size(), NewText.size()); ++I)
    Places.insert(I);
  addPlaces(Places, Old, O);
  addPlaces(Places, New, N);
  for (uint64_t Place : Places)
    Rows.push_back(pairing(Pair, O.Line + Place, N.Line + Place));
  return Rows;
}
