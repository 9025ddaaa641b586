//===- SourceStacks.cpp - call stacks as lines and functions --------------===//
#include "SourceStacks.h"
#include "AllocatedType.h"
#include "CodeLines.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

namespace {
/// Finds the instrumented function around a line.
class FunctionFinder {
public:
  explicit FunctionFinder(const Profile &P);

  /// \returns the frame of \p Line, nothing where it is not instrumented
  std::optional<SourceFrame> find(const CodeLine &Line) const;

private:
  std::optional<size_t> fileOf(const CodeLine &Line) const;
  size_t functionAt(size_t File, const CodeLine &Line) const;

  const Profile &P;
  StringMap<size_t> Files;
  StringMap<std::optional<size_t>> ByNameInTree; ///< of files in rewritten trees, nothing where several have the name
  std::vector<std::vector<size_t>> ByFile;       ///< indices of functions, by where they begin
};
} // namespace

FunctionFinder::FunctionFinder(const Profile &P) : P(P), ByFile(P.Files.size()) {
  for (const auto &[Index, File] : enumerate(P.Files))
    Files[File.Path] = Index;
  for (const auto &[Index, File] : enumerate(P.Files))
    for (const auto &[Tree, Path] : File.Copies) {
      Files.try_emplace(Tree + "/" + Path, Index);
      auto [It, IsNew] = ByNameInTree.try_emplace(Path, Index);
      if (!IsNew && It->second != Index)
        It->second.reset();
    }
  for (const auto &[Index, F] : enumerate(P.Functions)) // sorted by file and line
    ByFile[F.File].push_back(Index);
}

/// The function with the linkage name that the debug information gives, else the one that begins last of those around
/// the line: a lambda lies in the function that makes it.
size_t FunctionFinder::functionAt(size_t File, const CodeLine &Line) const {
  const std::vector<size_t> &List = ByFile[File];
  auto End = llvm::upper_bound(List, Line.Line, [&](uint64_t L, size_t F) { return L < P.Functions[F].Line; });
  size_t Found = SourceFrame::None;
  while (End != List.begin()) {
    const ProfileFunction &F = P.Functions[*--End];
    if (Line.Line > F.EndLine)
      continue;
    if (!F.Linkage.empty() && F.Linkage == Line.Symbol)
      return *End;
    if (Found == SourceFrame::None)
      Found = *End;
    else if (F.Line != P.Functions[Found].Line)
      break;
  }
  return Found;
}

/// A rewritten tree may have been compiled elsewhere than where it was written.
std::optional<size_t> FunctionFinder::fileOf(const CodeLine &Line) const {
  if (auto It = Files.find(Line.Path); It != Files.end())
    return It->second;
  StringRef Path = Line.Path;
  if (Line.Tree.empty() || !Path.consume_front(Line.Tree) || !Path.consume_front("/"))
    return std::nullopt;
  return ByNameInTree.lookup(Path);
}

std::optional<SourceFrame> FunctionFinder::find(const CodeLine &Line) const {
  std::optional<size_t> File = fileOf(Line);
  if (!File || !Line.Line)
    return std::nullopt;
  size_t Function = functionAt(*File, Line);
  if (Function == SourceFrame::None && !P.Files[*File].Lines.count(Line.Line))
    return std::nullopt;
  return SourceFrame{*File, Line.Line, Function};
}

/// The type that a `new` expression at \p Line allocates. Instantiations that differ are told apart by the function's
/// name where the debug information has it, else the type is not known.
static std::string newType(const Profile &P, const CodeLine &Line) {
  auto It = P.NewTypes.find({Line.Path, Line.Line, Line.Column});
  if (It == P.NewTypes.end())
    return "";
  const std::map<std::string, std::string> &ByFunction = It->second;
  if (auto Own = ByFunction.find(Line.Symbol); Own != ByFunction.end())
    return Own->second;
  const std::string &First = ByFunction.begin()->second;
  return all_of(ByFunction, [&](const auto &Entry) { return Entry.second == First; }) ? First : "";
}

SourceStacks::SourceStacks(const StackTable &Table, const Profile &P, std::vector<std::string> &Losses)
    : Table(Table), Places(Table.Places.size()), Types(Table.Places.size()) {
  FunctionFinder Finder(P);
  TypeFinder Allocated;
  for (uint32_t Object = 0; Object != Table.Objects.size(); ++Object) {
    if (Table.Objects[Object].IsLibrary) {
      eachDynamicName(Table, Object, [&](uint32_t Place, StringRef Name) {
        if (Name.starts_with("_Znw") || Name.starts_with("_Zna"))
          Types[Place] = OperatorNew;
      });
      continue;
    }
    std::string Wrong = eachCodeLine(Table, Object, [&](ArrayRef<uint32_t> Same, const std::vector<CodeLine> &Lines) {
      std::vector<SourceFrame> Frames;
      std::string Type;
      for (const CodeLine &Line : Lines) {
        std::optional<SourceFrame> Frame = Finder.find(Line);
        if (Frames.empty() && Type.empty())
          Type = Frame ? newType(P, Line) : Allocated.find(Line.Symbol).str();
        if (Frame)
          Frames.push_back(*Frame);
      }
      for (uint32_t Place : Same) {
        Places[Place] = Frames;
        Types[Place] = Type;
      }
    });
    if (!Wrong.empty())
      Losses.push_back(Table.Objects[Object].Path + ": " + Wrong);
  }
}

std::vector<SourceFrame> SourceStacks::frames(uint32_t Stack) const {
  std::vector<SourceFrame> Frames;
  for (uint32_t Place : Table.Stacks[Stack])
    llvm::append_range(Frames, Places[Place]);
  return Frames;
}

StringRef SourceStacks::type(uint32_t Stack) const {
  StringRef Type;
  for (uint32_t Place : Table.Stacks[Stack]) {
    if (!Types[Place].empty())
      Type = Types[Place];
    bool IsLibrary = Table.Objects[Table.Places[Place].Object].IsLibrary;
    if (!IsLibrary && (!Types[Place].empty() || !Places[Place].empty()))
      break;
  }
  return Type;
}
