//===- Profile.cpp - hits by file, line and function ----------------------===//
//
// Owns: how counters become hits: sites, lines, calls, branches. Must not: read report files or print.
//
// A site's hits are its terms' sum modulo 2^64. While a program runs, or where it was killed, a sum with
// subtracted terms can be a few counts behind and so come out below zero: it is then shown as 0, and said.
//
//===----------------------------------------------------------------------===//
#include "Profile.h"
#include "Allocations.h"
#include "FunctionName.h"
#include "SampledTime.h"
#include "SourceStacks.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace hpinstr;

namespace {
/// Adds modules to a Profile, one after the other.
class ProfileBuilder {
public:
  explicit ProfileBuilder(const CounterStore &Store) : Store(Store) {}
  void addModule(const ModuleTables &Tables, const ModuleKey &Key, const StoredModule &Module);
  Profile take();

private:
  size_t fileIndex(const ModuleTables &Tables, const TableFile &File);
  size_t functionIndex(const TableFunction &F);
  uint64_t siteHits(const ModuleTables &Tables, const TableSite &Site, const std::vector<uint64_t> &Sums);
  void addFunctions(const ModuleTables &Tables);
  void addSites(const ModuleTables &Tables);
  void addBranches(const ModuleTables &Tables);
  void addSkipped(const ModuleTables &Tables);
  void addCalls(const ModuleTables &Tables, uint64_t Hash);
  uint64_t addPointerCalls(uint64_t Hash, uint32_t Site, size_t Caller);
  void addNews(const ModuleTables &Tables);
  void resolveCalls();
  void addTimed(const ModuleTables &Tables, const StoredModule &Module);
  void sortFiles();

  const CounterStore &Store;
  Profile P;
  StringMap<size_t> FileIndex, FunctionIndex;
  std::set<std::tuple<std::string, uint64_t, std::string, uint64_t>> Skipped;
  uint64_t NumNegative = 0;
  /// By caller, and by the callee's name where it is not of the caller's module.
  std::map<std::tuple<size_t, std::optional<size_t>, std::string>, uint64_t> Calls;
  /// Through pointers, by caller and by the callee's module and index in it.
  std::map<std::tuple<size_t, uint64_t, uint32_t>, uint64_t> PointerCalls;
  std::map<uint64_t, std::vector<size_t>> FunctionsOf; ///< by module; of those that have edges or are called by such
  // Of the module at hand: its indices to the profile's, and the hits of its sites.
  std::vector<size_t> Files, Functions;
  std::vector<uint64_t> Hits;
};
} // namespace

/// \returns \p Path as one name that means the same file in every module.
static std::string resolvePath(StringRef Directory, StringRef Path) {
  SmallString<256> Full;
  if (!sys::path::is_absolute(Path) && !Path.starts_with("<"))
    Full = Directory;
  sys::path::append(Full, Path);
  sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  return std::string(Full);
}

size_t ProfileBuilder::fileIndex(const ModuleTables &Tables, const TableFile &File) {
  std::string Path = resolvePath(Tables.Directory, File.Path);
  auto [It, IsNew] = FileIndex.try_emplace(Path, P.Files.size());
  if (IsNew) {
    P.Files.emplace_back();
    P.Files.back().Path = Path;
  }
  if (!File.Sha256.empty())
    P.Files[It->second].Sha256.insert(toHex(File.Sha256, /*LowerCase=*/true));
  return It->second;
}

size_t ProfileBuilder::functionIndex(const TableFunction &F) {
  size_t File = Files[F.File];
  StringRef Symbol = F.Linkage.empty() ? F.Name : F.Linkage;
  std::string Key = (Symbol + "\n" + Twine(File) + ":" + Twine(F.Line) + ":" + Twine(F.Column)).str();
  auto [It, IsNew] = FunctionIndex.try_emplace(Key, P.Functions.size());
  if (IsNew)
    P.Functions.push_back({F.Linkage.str(),
                           functionName(F.Linkage, F.Name),
                           File,
                           F.Line,
                           F.Column,
                           std::max(F.Line, F.EndLine),
                           F.Flags,
                           std::nullopt,
                           {}});
  ProfileFunction &Known = P.Functions[It->second];
  Known.Number = It->second;
  Known.EndLine = std::max(Known.EndLine, F.EndLine);
  return It->second;
}

uint64_t ProfileBuilder::siteHits(const ModuleTables &Tables, const TableSite &Site,
                                  const std::vector<uint64_t> &Sums) {
  uint64_t Sum = 0;
  if (Sums.empty())
    return 0;
  for (size_t I = Site.FirstTerm, E = I + Site.NumTerms; I != E; ++I) {
    uint64_t Count = Sums[Tables.Terms[I] / 2];
    Sum += Tables.Terms[I] % 2 ? -Count : Count;
  }
  if (int64_t(Sum) >= 0)
    return Sum;
  ++NumNegative;
  return 0;
}

void ProfileBuilder::addFunctions(const ModuleTables &Tables) {
  for (const TableFunction &F : Tables.Functions) {
    size_t Index = functionIndex(F);
    Functions.push_back(Index);
    if (F.Entry)
      P.Functions[Index].Calls = P.Functions[Index].Calls.value_or(0) + Hits[F.Entry - 1];
  }
}

static void addHits(LineMap &Lines, uint64_t Line, uint64_t Hits) {
  LineFigures &Figures = Lines.try_emplace(Lines.end(), Line)->second; // sites mostly come in the order of their lines
  Figures.Hits = Figures.Hits.value_or(0) + Hits;
}

void ProfileBuilder::addSites(const ModuleTables &Tables) {
  for (const auto &[Index, Site] : enumerate(Tables.Sites)) {
    if (!(Site.Flags & HPI_SITEFLAG_LINE))
      continue;
    addHits(P.Files[Files[Site.File]].Lines, Site.Line, Hits[Index]);
    if (Site.Function)
      addHits(P.Functions[Functions[Site.Function - 1]].Lines, Site.Line, Hits[Index]);
  }
}

void ProfileBuilder::addBranches(const ModuleTables &Tables) {
  for (const TableBranch &B : Tables.Branches) {
    BranchFigures &Figures = P.Files[Files[B.File]].Branches[{B.Line, B.Column}];
    uint64_t Total = Hits[B.Total], True = std::min(Hits[B.True], Total);
    Figures.True += True;
    Figures.False += Total - True;
  }
}

void ProfileBuilder::addSkipped(const ModuleTables &Tables) {
  for (const TableSkipped &S : Tables.Skipped)
    Skipped.insert({P.Files[Files[S.File]].Path, S.Line, functionName(S.Linkage, S.Linkage), S.Reason});
}

/// Adds \p Times to what \p Figures, a line's or a function's, holds.
template <typename FiguresT> static void addTimes(FiguresT &Figures, const ExactTimes &Times) {
  if (!Figures.Exact)
    Figures.Exact.emplace();
  Figures.Exact->add(Times);
  Figures.Time = {nsOf(Figures.Exact->SelfPs), nsOf(Figures.Exact->TotalPs), TimeSource::Exact};
}

void ProfileBuilder::addTimed(const ModuleTables &Tables, const StoredModule &Module) {
  ArrayRef<uint64_t> Sums = Module.Sums;
  for (const TableTimed &T : Tables.Timed) {
    ExactTimes Times;
    if (!Sums.empty())
      Times = {Sums.slice(T.First, Tables.NumTimeCounters), Sums.slice(T.Maxima, HPI_NUM_TIMEMAXIMA)};
    ProfileFunction &F = P.Functions[Functions[T.Function]];
    if (!T.Line) {
      addTimes(F, Times);
      continue;
    }
    addTimes(P.Files[Files[T.File]].Lines[T.Line], Times);
    addTimes(F.Lines[T.Line], Times);
  }
}

void ProfileBuilder::addModule(const ModuleTables &Tables, const ModuleKey &Key, const StoredModule &Module) {
  Files.clear();
  Functions.clear();
  Hits.clear();
  for (const TableFile &File : Tables.Files)
    Files.push_back(fileIndex(Tables, File));
  for (const TableCopy &Copy : Tables.Copies)
    P.Files[Files[Copy.File]].Copies.insert({Copy.Tree.str(), Copy.Path.str()});
  for (const TableSite &Site : Tables.Sites)
    Hits.push_back(siteHits(Tables, Site, Module.Sums));
  addFunctions(Tables);
  addSites(Tables);
  addBranches(Tables);
  addSkipped(Tables);
  addTimed(Tables, Module);
  addCalls(Tables, Key.Hash);
  addNews(Tables);
  P.Modules.push_back({Tables.Producer.str(), Tables.Options.str(), Tables.MainFile.str(), Tables.Directory.str(),
                       Key.NumCounters, Tables.Functions.size(), Tables.Sites.size()});
}

/// Adds the calls of a site whose callees are known. \returns how many they are
uint64_t ProfileBuilder::addPointerCalls(uint64_t Hash, uint32_t Site, size_t Caller) {
  uint64_t Sum = 0;
  for (auto It = Store.PointerCalls.lower_bound({Hash, Site, 0, 0});
       It != Store.PointerCalls.end() && It->first.SiteModule == Hash && It->first.Site == Site; ++It) {
    PointerCalls[{Caller, It->first.CalleeModule, It->first.Callee}] += It->second.Calls;
    Sum += It->second.Calls;
  }
  return Sum;
}

void ProfileBuilder::addCalls(const ModuleTables &Tables, uint64_t Hash) {
  if (!Tables.Options.contains("edges=on"))
    return;
  StringMap<size_t> ByLinkage;
  for (const auto &[Index, F] : enumerate(Tables.Functions)) {
    P.Functions[Functions[Index]].HasEdges = true;
    ByLinkage[F.Linkage.empty() ? F.Name : F.Linkage] = Functions[Index];
  }
  // A damaged copy of a module has the same hash.
  bool IsFirst = FunctionsOf.try_emplace(Hash, Functions).second;
  for (const TableCall &Call : Tables.Calls) {
    uint64_t Function = Tables.Sites[Call.Site].Function, Num = Hits[Call.Site];
    if (Function && Call.Callee.empty() && IsFirst)
      Num -= std::min(Num, addPointerCalls(Hash, uint32_t(Call.Site), Functions[Function - 1]));
    if (!Function || !Num)
      continue;
    auto It = ByLinkage.find(Call.Callee);
    std::optional<size_t> Callee;
    if (It != ByLinkage.end())
      Callee = It->second;
    Calls[{Functions[Function - 1], Callee, Callee ? "" : Call.Callee.str()}] += Num;
  }
}

void ProfileBuilder::addNews(const ModuleTables &Tables) {
  for (const TableNew &New : Tables.News) {
    StringRef Function = New.Function ? Tables.Functions[New.Function - 1].Linkage : StringRef();
    P.NewTypes[{P.Files[Files[New.File]].Path, New.Line, New.Column}][Function.str()] = New.Type.str();
  }
}

/// Finds callees of other modules by their demangled names: the variants of a constructor share one.
void ProfileBuilder::resolveCalls() {
  if (Calls.empty() && PointerCalls.empty())
    return;
  StringMap<size_t> ByName;
  std::vector<size_t> Place(P.Functions.size());
  for (const auto &[Index, F] : enumerate(P.Functions)) {
    Place[F.Number] = Index;
    if (!(F.Flags & HPI_FUNC_LOCAL))
      ByName[F.Name] = Index;
  }
  std::map<std::pair<size_t, std::optional<size_t>>, uint64_t> Sums;
  for (const auto &[Key, Count] : Calls) {
    const auto &[Caller, Known, Name] = Key;
    std::optional<size_t> Callee;
    if (Known)
      Callee = Place[*Known];
    else if (auto It = ByName.find(functionName(Name, Name)); It != ByName.end() && !Name.empty())
      Callee = It->second;
    Sums[{Place[Caller], Callee}] += Count;
  }
  for (const auto &[Key, Count] : PointerCalls) {
    const auto &[Caller, Module, Function] = Key;
    auto It = FunctionsOf.find(Module);
    std::optional<size_t> Callee;
    if (It != FunctionsOf.end() && Function < It->second.size())
      Callee = Place[It->second[Function]];
    Sums[{Place[Caller], Callee}] += Count;
  }
  for (const auto &[Key, Count] : Sums)
    P.Calls.push_back({Key.first, Key.second, Count});
}

void ProfileBuilder::sortFiles() {
  std::vector<size_t> Order(P.Files.size()), Place(P.Files.size());
  for (size_t I = 0; I != Order.size(); ++I)
    Order[I] = I;
  llvm::sort(Order, [&](size_t A, size_t B) { return P.Files[A].Path < P.Files[B].Path; });
  std::vector<ProfileFile> Sorted;
  for (size_t Old : Order) {
    Place[Old] = Sorted.size();
    Sorted.push_back(std::move(P.Files[Old]));
  }
  P.Files = std::move(Sorted);
  for (ProfileFunction &F : P.Functions)
    F.File = Place[F.File];
}

Profile ProfileBuilder::take() {
  sortFiles();
  llvm::sort(P.Functions, [](const ProfileFunction &A, const ProfileFunction &B) {
    return std::tie(A.File, A.Line, A.Column, A.Name, A.Linkage) <
           std::tie(B.File, B.Line, B.Column, B.Name, B.Linkage);
  });
  resolveCalls();
  for (const auto &[Path, Line, Name, Reason] : Skipped)
    P.Skipped.push_back({Name, Path, Line, Reason});
  if (NumNegative)
    P.Losses.push_back(countText(NumNegative, "site was", "sites were") +
                       " read in the middle of an update and shown as 0: a program still ran, or was killed");
  if (Store.NumDroppedCalls)
    P.Losses.push_back(countText(Store.NumDroppedCalls, "call", "calls") +
                       " through pointers had a target that found no room in the table: their callees are not known");
  return std::move(P);
}

std::vector<uint32_t> Profile::functionPlaces() const {
  std::vector<uint32_t> Places;
  for (const auto &[Index, F] : enumerate(Functions)) {
    bool IsSame = Index && Functions[Index - 1].File == F.File && Functions[Index - 1].Line == F.Line;
    Places.push_back(IsSame ? Places.back() : uint32_t(Index));
  }
  return Places;
}

Profile Profile::build(const CounterStore &Store) {
  ProfileBuilder Builder(Store);
  std::vector<std::string> Losses;
  for (const auto &[Key, Module] : Store.Modules) {
    Expected<ModuleTables> Tables = ModuleTables::decode(Module.Blob, Key.NumCounters);
    if (Tables)
      Builder.addModule(*Tables, Key, Module);
    else
      Losses.push_back(
          ("module " + utohexstr(Key.Hash) + ": " + toString(Tables.takeError()) + ": its lines are lost"));
  }
  Profile P = Builder.take();
  for (const StoredRun &Run : Store.Runs) {
    P.TellsOffCpu |= (Run.Header.Features & HPI_FEATURE_OFF_CPU) != 0;
    P.LineProbePs = std::max(P.LineProbePs, Run.Header.LineProbePs);
  }
  P.Losses.insert(P.Losses.end(), Losses.begin(), Losses.end());
  size_t NumLosses = P.Losses.size();
  SourceStacks Sources(Store.Stacks, P, P.Losses);
  P.IsCodeLost = P.Losses.size() != NumLosses;
  addSampledTimes(P, Store, Sources);
  addAllocations(P, Store, Sources);
  return P;
}
