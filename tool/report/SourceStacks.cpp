//===- SourceStacks.cpp - call stacks as lines and functions --------------===//
#include "SourceStacks.h"
#include "AllocatedType.h"
#include "CodeLines.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

/// Finds the instrumented function around a line.
class hpinstr::FunctionFinder {
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

/// What one thread found of an object's places.
struct SourceStacks::Found {
  std::vector<SourceFrame> Frames;
  TypeFinder Allocated;
  std::vector<std::pair<uint32_t, PlaceSource>> Places;
  StringSet<> Types;

  void add(ArrayRef<uint32_t> Same, ArrayRef<CodeLine> Lines, const FunctionFinder &Finder, const Profile &P);
};

void SourceStacks::Found::add(ArrayRef<uint32_t> Same, ArrayRef<CodeLine> Lines, const FunctionFinder &Finder,
                              const Profile &P) {
  PlaceSource Source;
  Source.First = Frames.size();
  std::string Type;
  for (const CodeLine &Line : Lines) {
    std::optional<SourceFrame> Frame = Finder.find(Line);
    if (!Source.Num && Type.empty())
      Type = Frame ? newType(P, Line) : Allocated.find(Line.Symbol).str();
    if (!Frame)
      continue;
    Frames.push_back(*Frame);
    ++Source.Num;
  }
  if (!Type.empty())
    Source.Type = Types.insert(Type).first->getKey();
  for (uint32_t Place : Same)
    Places.push_back({Place, Source});
}

/// Adds what is known of the places in \p Object, which has instrumented code.
void SourceStacks::addObject(uint32_t Object, const FunctionFinder &Finder, const Profile &P,
                             std::vector<std::string> &Losses) {
  Found Parts[MaxLineThreads];
  std::string Wrong =
      eachCodeLine(Table, Object, [&](unsigned Thread, ArrayRef<uint32_t> Same, const std::vector<CodeLine> &Lines) {
        Parts[Thread].add(Same, Lines, Finder, P);
      });
  if (!Wrong.empty())
    Losses.push_back(Table.Objects[Object].Path + ": " + Wrong);
  for (Found &Part : Parts) {
    for (auto &[Place, Source] : Part.Places) {
      Source.First += Frames.size();
      if (!Source.Type.empty())
        Source.Type = Types.insert(Source.Type).first->getKey();
      Places[Place] = Source;
    }
    append_range(Frames, Part.Frames);
  }
}

SourceStacks::SourceStacks(const StackTable &Table, const Profile &P, std::vector<std::string> &Losses)
    : Table(Table), Places(Table.Places.size()) {
  FunctionFinder Finder(P);
  for (uint32_t Object = 0; Object != Table.Objects.size(); ++Object)
    if (Table.Objects[Object].IsLibrary)
      eachDynamicName(Table, Object, [&](uint32_t Place, StringRef Name) {
        if (Name.starts_with("_Znw") || Name.starts_with("_Zna"))
          Places[Place].Type = OperatorNew;
      });
    else
      addObject(Object, Finder, P, Losses);
}

std::vector<SourceFrame> SourceStacks::frames(uint32_t Stack) const {
  std::vector<SourceFrame> Found;
  for (; Stack; Stack = Table.Stacks[Stack].Caller)
    for (uint32_t Frame : ownFrames(Stack))
      Found.push_back(Frames[Frame]);
  return Found;
}

StringRef SourceStacks::type(uint32_t Stack) const {
  StringRef Type;
  for (; Stack; Stack = Table.Stacks[Stack].Caller) {
    uint32_t Place = Table.Stacks[Stack].Place;
    const PlaceSource &Source = Places[Place];
    if (!Source.Type.empty())
      Type = Source.Type;
    bool IsLibrary = Table.Objects[Table.Places[Place].Object].IsLibrary;
    if (!IsLibrary && (!Source.Type.empty() || Source.Num))
      break;
  }
  return Type;
}
