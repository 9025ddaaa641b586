//===- FunctionGroup.cpp - functions that share their source --------------===//
//
// Owns: which functions get one line table together, their order and the filters. Must not: print.
//
//===----------------------------------------------------------------------===//
#include "FunctionGroup.h"
#include "FunctionName.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/GlobPattern.h"

using namespace llvm;
using namespace hpinstr;

bool hpinstr::matchesPattern(StringRef Pattern, StringRef Text) {
  if (Pattern.find_first_of("*?[") == StringRef::npos)
    return Text.contains(Pattern);
  Expected<GlobPattern> Glob = GlobPattern::create(Pattern);
  if (Glob)
    return Glob->match(Text);
  consumeError(Glob.takeError());
  return Text.contains(Pattern);
}

bool hpinstr::matchesAny(const std::vector<std::string> &Patterns, StringRef Text) {
  return Patterns.empty() || any_of(Patterns, [&](const std::string &P) { return matchesPattern(P, Text); });
}

static void addTimes(FunctionGroup &G, const ProfileFunction &F) {
  if (F.Time) {
    TimeFigures Sum = G.Time.value_or(TimeFigures());
    bool IsSampled = F.Time->Source == TimeSource::Sampled;
    uint64_t Ns = less(F.Time->TotalNs, IsSampled ? F.NestedNs : 0);
    uint64_t NumSamples = less(F.Time->Samples, IsSampled ? F.NestedSamples : 0);
    G.Time = {Sum.SelfNs + F.Time->SelfNs, Sum.TotalNs + Ns, F.Time->Source, Sum.SelfSamples + F.Time->SelfSamples,
              Sum.Samples + NumSamples};
  }
  if (!F.Exact)
    return;
  if (!G.Exact)
    G.Exact.emplace();
  G.Exact->add(*F.Exact);
}

static void addAllocs(FunctionGroup &G, const ProfileFunction &F) {
  if (!F.Allocs)
    return;
  if (!G.Allocs)
    G.Allocs.emplace();
  G.Allocs->addHere(*F.Allocs);
  if (!F.NestedAllocs)
    return;
  for (uint64_t AllocFigures::*Total :
       {&AllocFigures::Allocs, &AllocFigures::Bytes, &AllocFigures::Frees, &AllocFigures::FreedBytes})
    (*G.Allocs).*Total = less((*G.Allocs).*Total, (*F.NestedAllocs).*Total);
  G.Allocs->KeptBytes -= F.NestedAllocs->KeptBytes;
}

/// Fills in what follows from the members.
static void finishGroup(FunctionGroup &G, const Profile &P) {
  auto IsPattern = [](const ProfileFunction *F) { return F->Flags & HPI_FUNC_PATTERN; };
  if (!all_of(G.Members, IsPattern))
    llvm::erase_if(G.Members, IsPattern);
  std::set<std::string> Names;
  for (const ProfileFunction *F : G.Members) {
    Names.insert(F->Name);
    if (F->Calls)
      G.Calls = G.Calls.value_or(0) + *F->Calls;
    addTimes(G, *F);
    addAllocs(G, *F);
  }
  G.Name = commonName(Names);
  G.IsOne = isOneName(Names);
  const LineMap &Lines = P.Files[G.File].Lines;
  for (auto It = Lines.lower_bound(G.Line), E = Lines.upper_bound(G.EndLine); It != E; ++It)
    G.Hits += It->second.Hits.value_or(0);
}

std::vector<FunctionGroup> hpinstr::groupFunctions(const Profile &P) {
  std::vector<FunctionGroup> Groups;
  for (const ProfileFunction &F : P.Functions) {
    bool IsNew = Groups.empty() || Groups.back().File != F.File || Groups.back().Line != F.Line;
    if (IsNew) {
      FunctionGroup G;
      G.File = F.File;
      G.Line = F.Line;
      G.EndLine = F.EndLine;
      Groups.push_back(std::move(G));
    }
    Groups.back().EndLine = std::max(Groups.back().EndLine, F.EndLine);
    Groups.back().Members.push_back(&F);
  }
  const FunctionGroup *Outer = nullptr;
  for (FunctionGroup &G : Groups) {
    finishGroup(G, P);
    G.IsInner = Outer && Outer->File == G.File && G.EndLine <= Outer->EndLine;
    if (!G.IsInner)
      Outer = &G;
  }
  return Groups;
}

std::vector<FunctionGroup> hpinstr::splitGroups(ArrayRef<FunctionGroup> Groups) {
  std::vector<FunctionGroup> Split;
  for (const FunctionGroup &G : Groups) {
    if (G.IsOne) {
      Split.push_back(G);
      continue;
    }
    for (const ProfileFunction *F : G.Members) {
      FunctionGroup One = G;
      One.IsOne = true;
      One.Members = {F};
      One.Name = F->Name;
      One.Calls = F->Calls;
      One.Time = F->Time;
      One.Exact = F->Exact;
      One.Allocs = F->Allocs;
      Split.push_back(std::move(One));
    }
  }
  return Split;
}

bool hpinstr::isWanted(const FunctionGroup &G, const Profile &P, const FunctionFilter &Filter) {
  if (Filter.SkipZero && G.Hits == 0)
    return false;
  if (!matchesAny(Filter.Files, P.Files[G.File].Path))
    return false;
  return matchesAny(Filter.Functions, G.Name) ||
         any_of(G.Members, [&](const ProfileFunction *F) { return matchesAny(Filter.Functions, F->Name); });
}

/// \returns below 0 where \p A stands before \p B, 0 where \p Key does not tell.
static int compareBy(StringRef Key, const FunctionGroup &A, const FunctionGroup &B) {
  if (Key == "hits")
    return A.Hits == B.Hits ? 0 : A.Hits > B.Hits ? -1 : 1;
  if (Key == "calls" || Key == "ncalls")
    return A.Calls == B.Calls ? 0 : A.Calls > B.Calls ? -1 : 1;
  if (Key == "line")
    return A.Line == B.Line ? 0 : A.Line < B.Line ? -1 : 1;
  if (Key == "tottime" || Key == "cumtime") {
    auto TimeOf = [&](const FunctionGroup &G) {
      return G.Time ? std::optional<uint64_t>(Key == "tottime" ? G.Time->SelfNs : G.Time->TotalNs) : std::nullopt;
    };
    return TimeOf(A) == TimeOf(B) ? 0 : TimeOf(A) > TimeOf(B) ? -1 : 1;
  }
  return Key == "name" ? A.Name.compare(B.Name) : 0;
}

void hpinstr::sortGroups(std::vector<FunctionGroup> &Groups, StringRef Key) {
  llvm::sort(Groups, [Key](const FunctionGroup &A, const FunctionGroup &B) {
    int Order = compareBy(Key, A, B);
    return Order ? Order < 0 : std::tie(A.File, A.Line) < std::tie(B.File, B.Line);
  });
}
