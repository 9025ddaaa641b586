//===- DiffTables.cpp - the tables of two reports that are compared -------===//
//
// Owns: columns and rows that show two reports beside each other. Must not: pair what they show.
//
//===----------------------------------------------------------------------===//
#include "DiffTables.h"
#include <cassert>

using namespace llvm;
using namespace hpinstr;

namespace {
/// Makes cells, and remembers whether a change was marked.
class Cells {
public:
  explicit Cells(double UnitNs) : UnitNs(UnitNs) {}
  std::string time(const std::optional<Estimate> &E) const { return E ? fixedText(E->Ns / UnitNs, 1) : ""; }
  std::string change(const std::optional<Change> &C);
  std::string range(const std::optional<Change> &C) const { return C ? fixedText(C->RangeNs / UnitNs, 1) : ""; }
  bool hasMarks() const { return HasMarks; }

private:
  double UnitNs;
  bool HasMarks = false;
};
} // namespace

std::string Cells::change(const std::optional<Change> &C) {
  if (!C)
    return "";
  HasMarks |= !C->isCertain();
  return (C->isCertain() ? "" : "~") + std::string(C->Ns < 0 ? "" : "+") + fixedText(C->Ns / UnitNs, 1);
}

/// A count of \p NumRuns runs, of one.
static std::string countCell(std::optional<uint64_t> Count, size_t NumRuns) {
  if (!Count)
    return "";
  return *Count % NumRuns ? fixedText(double(*Count) / double(NumRuns), 1) : std::to_string(*Count / NumRuns);
}

static std::string shareCell(const std::optional<Change> &C, const std::optional<Estimate> &Old) {
  if (!C || !Old || !C->isCertain() || Old->Ns <= 0)
    return "";
  return (C->Ns < 0 ? "" : "+") + fixedText(100 * C->Ns / Old->Ns, 1);
}

static std::optional<Change> changeOf(const std::optional<Estimate> &Old, const std::optional<Estimate> &New) {
  return Old && New ? std::optional(changeOf(*Old, *New)) : std::nullopt;
}

static std::optional<Estimate> selfOf(const std::optional<Estimates> &E) {
  return E ? std::optional(E->Self) : std::nullopt;
}
static std::optional<Estimate> totalOf(const std::optional<Estimates> &E) {
  return E ? std::optional(E->Total) : std::nullopt;
}

static std::optional<Estimates> timesOf(const ReportSide &Side, const FunctionGroup *G) {
  return G ? Side.timesOf(*G) : std::nullopt;
}

static std::optional<uint64_t> allocsOf(const Rare<AllocFigures> &A, uint64_t AllocFigures::*Field) {
  return A ? std::optional((*A).*Field) : std::nullopt;
}

/// Counts of runs that are as many in each are the same.
static bool isSame(const Comparison &C, std::optional<uint64_t> Old, std::optional<uint64_t> New) {
  return Old.value_or(0) * C.New.NumRuns == New.value_or(0) * C.Old.NumRuns;
}

FunctionChange hpinstr::changeOf(const Comparison &C, const FunctionPair &Pair) {
  FunctionChange F;
  F.Pair = Pair;
  if (!Pair.Old || !Pair.New) {
    F.HasAny = true;
    return F;
  }
  std::optional<Estimates> Old = C.Old.timesOf(*Pair.Old), New = C.New.timesOf(*Pair.New);
  F.Self = ::changeOf(selfOf(Old), selfOf(New));
  F.Total = ::changeOf(totalOf(Old), totalOf(New));
  auto IsSameOf = [&](uint64_t AllocFigures::*Field) {
    return !C.hasAllocs() || isSame(C, allocsOf(Pair.Old->Allocs, Field), allocsOf(Pair.New->Allocs, Field));
  };
  bool SameAllocs = IsSameOf(&AllocFigures::Allocs) && IsSameOf(&AllocFigures::Bytes);
  F.HasOwn = (F.Self && F.Self->isCertain()) || !isSame(C, Pair.Old->Calls, Pair.New->Calls) ||
             !isSame(C, Pair.Old->Hits, Pair.New->Hits) || !SameAllocs;
  F.HasAny = F.HasOwn || (F.Total && F.Total->isCertain());
  return F;
}

static std::string placeCell(const Comparison &C, const FunctionPair &Pair) {
  assert((Pair.Old || Pair.New) && "a pair has a function at least");
  const FunctionGroup &G = Pair.New ? *Pair.New : *Pair.Old;
  const Profile &P = Pair.New ? C.New.P : C.Old.P;
  std::string Place = P.Files[G.File].Path + ":" + std::to_string(G.Line) + "(" + G.Name + ")";
  return Place + (Pair.Old && Pair.New ? "" : Pair.New ? ", only in NEW" : ", only in OLD");
}

bool hpinstr::printFunctionChanges(const Comparison &C, const std::vector<FunctionChange> &Changes,
                                   const Palette &Colors, raw_ostream &OS) {
  TextTable Table({"Self old", "Self new", "Change", "+-", "%", "Total old", "Total new", "Change", "+-", "Calls old",
                   "Calls new", "Bytes old", "Bytes new", "filename:lineno(function); times in ms"});
  Cells Make(1e6);
  for (const FunctionChange &F : Changes) {
    const auto &[Old, New] = F.Pair;
    std::optional<Estimates> OldTimes = timesOf(C.Old, Old), NewTimes = timesOf(C.New, New);
    auto Bytes = [&](const FunctionGroup *G) {
      return G && C.hasAllocs() ? allocsOf(G->Allocs, &AllocFigures::Bytes) : std::nullopt;
    };
    Table.add({Make.time(selfOf(OldTimes)), Make.time(selfOf(NewTimes)), Make.change(F.Self), Make.range(F.Self),
               shareCell(F.Self, selfOf(OldTimes)), Make.time(totalOf(OldTimes)), Make.time(totalOf(NewTimes)),
               Make.change(F.Total), Make.range(F.Total), countCell(Old ? Old->Calls : std::nullopt, C.Old.NumRuns),
               countCell(New ? New->Calls : std::nullopt, C.New.NumRuns), countCell(Bytes(Old), C.Old.NumRuns),
               countCell(Bytes(New), C.New.NumRuns), placeCell(C, F.Pair)});
  }
  Table.print(Colors, OS);
  OS << '\n';
  return Make.hasMarks();
}

static std::optional<Estimates> timesOf(const ReportSide &Side, const FunctionGroup &G, uint64_t Line,
                                        const LineFigures *Figures) {
  return Figures && Figures->Time ? Side.timesOf(G.File, Line, *Figures) : std::nullopt;
}

/// Where the other side has a time, none of this side is one of 0 with its error.
static std::optional<Estimates> noTime(const ReportSide &Side, const FunctionGroup &G, uint64_t Line,
                                       const std::optional<Estimates> &Other) {
  return Line && Other ? Side.timesOf(G.File, Line, LineFigures()) : std::nullopt;
}

bool hpinstr::printLineChanges(const Comparison &C, const FunctionPair &Pair, const std::vector<LinePairing> &Rows,
                               const Palette &Colors, raw_ostream &OS) {
  TextTable Table({"Old", "New", "Hits old", "Hits new", "Time old", "Time new", "Change", "+-", "Bytes old",
                   "Bytes new", "Line Contents; times in us"});
  Cells Make(1e3);
  for (const LinePairing &Row : Rows) {
    std::optional<Estimates> Old = timesOf(C.Old, *Pair.Old, Row.OldLine, Row.Old);
    std::optional<Estimates> New = timesOf(C.New, *Pair.New, Row.NewLine, Row.New);
    if (!Old)
      Old = noTime(C.Old, *Pair.Old, Row.OldLine, New);
    if (!New)
      New = noTime(C.New, *Pair.New, Row.NewLine, Old);
    std::optional<Change> Difference = ::changeOf(totalOf(Old), totalOf(New));
    auto Hits = [](const LineFigures *F) { return F ? F->Hits : std::nullopt; };
    auto Bytes = [&](const LineFigures *F) {
      return F && C.hasAllocs() ? allocsOf(F->Allocs, &AllocFigures::Bytes) : std::nullopt;
    };
    Table.add({Row.OldLine ? std::to_string(Row.OldLine) : "-", Row.NewLine ? std::to_string(Row.NewLine) : "-",
               countCell(Hits(Row.Old), C.Old.NumRuns), countCell(Hits(Row.New), C.New.NumRuns),
               Make.time(totalOf(Old)), Make.time(totalOf(New)), Make.change(Difference), Make.range(Difference),
               countCell(Bytes(Row.Old), C.Old.NumRuns), countCell(Bytes(Row.New), C.New.NumRuns), Row.Text.str()});
  }
  Table.print(Colors, OS);
  OS << '\n';
  return Make.hasMarks();
}
