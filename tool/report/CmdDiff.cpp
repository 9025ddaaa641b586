//===- CmdDiff.cpp - hpinstr diff -----------------------------------------===//
//
// Owns: the comparison of two reports for people: what is shown of it, and in which order. Must not: compute a figure.
//
//===----------------------------------------------------------------------===//
#include "Command.h"
#include "Diag.h"
#include "DiffTables.h"
#include "WholeRun.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

static const OptionSpec Options[] = {
    {"--function", "PATTERN", "Show functions whose name matches, changed or not; repeatable."},
    {"--file", "PATTERN", "Show files whose path matches; repeatable."},
    {"--all", "", "Show functions that did not change, too."},
    {"--functions", "", "Show the table of functions only, no lines."},
    {"--old-source-dir", "DIR",
     "Look for the sources of OLD under DIR, by ever shorter ends of their paths; repeatable."},
    {"--source-dir", "DIR", "The same for the sources of NEW."},
    {"--color", "WHEN", "Colour the output; the default is auto: on a terminal, unless NO_COLOR is set.",
     "auto|always|never"},
};

static void printSide(StringRef Name, const ReportSide &Side, raw_ostream &OS) {
  WholeRun Whole = wholeRun(Side.Store.Runs);
  OS << Name << ": " << printable(Side.Path) << ", " << countText(Whole.NumProcesses, "process", "processes");
  if (!Side.Command.empty())
    OS << ", " << countText(Side.NumRuns, "run", "runs") << " of `" << printable(Side.Command) << "`";
  if (Whole.Usage) {
    double PerRun = 1e9 * double(Side.NumRuns);
    OS << ": user " << fixedText(double(Whole.Usage->UserNs) / PerRun, 3) << " s, system "
       << fixedText(double(Whole.Usage->SysNs) / PerRun, 3) << " s" << (Side.NumRuns > 1 ? " a run" : "");
  }
  OS << '\n';
  if (Side.P.IsCodeLost)
    OS << "  Its sampled times and allocations are not compared, for its program is no longer there. `hpinstr merge -o "
          "FILE`\n  makes a report that keeps them: do that before the program is built again.\n";
}

static void printHead(const Comparison &C, raw_ostream &OS) {
  printSide("Old", C.Old, OS);
  printSide("New", C.New, OS);
  if (C.Old.NumRuns > 1 || C.New.NumRuns > 1)
    OS << "All figures are of one run, in the mean.\n";
  else if (C.Old.Store.Runs.size() != C.New.Store.Runs.size())
    OS << "All figures are sums over processes, of which OLD and NEW do not have as many.\n";
  if (C.Old.Command != C.New.Command)
    OS << "The commands differ: so may their work.\n";
  OS << '\n';
}

static bool isWanted(const Comparison &C, const FunctionPair &Pair, const FunctionFilter &Filter) {
  return (Pair.Old && isWanted(*Pair.Old, C.Old.P, Filter)) || (Pair.New && isWanted(*Pair.New, C.New.P, Filter));
}

/// Those that are certain first, then the larger before the smaller; the rest in the order that it has.
static void sortChanges(std::vector<FunctionChange> &Changes) {
  using Key = std::tuple<bool, double, size_t>;
  std::vector<std::pair<Key, FunctionChange>> Keyed;
  for (const auto &[Index, F] : enumerate(Changes))
    Keyed.push_back({Key(!F.Self || !F.Self->isCertain(), F.Self ? -std::abs(F.Self->Ns) : 0, Index), F});
  llvm::sort(Keyed, less_first());
  for (const auto &[Index, Entry] : enumerate(Keyed))
    Changes[Index] = Entry.second;
}

static bool printLines(Comparison &C, const FunctionPair &Pair, const Palette &Colors, raw_ostream &OS) {
  OS << "File: " << printable(C.New.P.Files[Pair.New->File].Path) << "\nFunction: " << Colors.Bold
     << printable(Pair.New->Name) << Colors.Reset << " at line " << Pair.New->Line;
  if (Pair.Old->Line != Pair.New->Line)
    OS << ", was at line " << Pair.Old->Line;
  OS << '\n';
  std::vector<LinePairing> Rows = C.lines(Pair);
  if (!Rows.empty()) {
    OS << '\n';
    return printLineChanges(C, Pair, Rows, Colors, OS);
  }
  OS << "Lines: not known which are the same; --old-source-dir=DIR says where the sources of OLD are\n\n";
  return false;
}

static void printFoot(const std::vector<FunctionChange> &Changes, size_t NumHidden, bool HasMarks, raw_ostream &OS) {
  if (any_of(Changes, [](const FunctionChange &F) { return F.Self.has_value(); }))
    OS << "+- is two standard errors of the change: by chance of sampling, and from run to run where OLD or NEW has 3 "
          "runs or more\n";
  if (HasMarks)
    OS << "~ less than that: nothing shows that the time changed\n";
  OS << countText(Changes.size(), "function", "functions") << " shown";
  if (NumHidden)
    OS << ", " << NumHidden << " without a change not (--all shows them)";
  OS << '\n';
}

static void compare(Comparison &C, const Arguments &Args, raw_ostream &OS) {
  FunctionFilter Filter{Args.all("--function"), Args.all("--file"), /*SkipZero=*/false};
  Palette Colors = makePalette(Args.get("--color", "auto"));
  bool IsAll = Args.has("--all") || !Filter.Functions.empty(), HasMarks = false;
  std::vector<FunctionChange> Changes;
  size_t NumHidden = 0;
  for (const FunctionPair &Pair : C.Functions) {
    if (!isWanted(C, Pair, Filter))
      continue;
    FunctionChange F = changeOf(C, Pair);
    IsAll || F.HasAny ? Changes.push_back(F) : void(++NumHidden);
  }
  sortChanges(Changes);
  printHead(C, OS);
  if (!Changes.empty())
    HasMarks = printFunctionChanges(C, Changes, Colors, OS);
  for (const FunctionChange &F : Changes)
    if (!Args.has("--functions") && F.Pair.Old && F.Pair.New && (F.HasOwn || !Filter.Functions.empty()))
      HasMarks |= printLines(C, F.Pair, Colors, OS);
  printFoot(Changes, NumHidden, HasMarks, OS);
}

static Error run(const Arguments &Args) {
  if (Args.Paths.size() != 2)
    return makeUsageError("expected two reports, OLD and NEW, found " + Twine(Args.Paths.size()) +
                          "; `hpinstr diff --help` explains");
  auto Old = ReportSide::read(Args.Paths[0]);
  if (!Old)
    return Old.takeError();
  auto New = ReportSide::read(Args.Paths[1]);
  if (!New)
    return New.takeError();
  Comparison C(**Old, **New, Args.all("--old-source-dir"), Args.all("--source-dir"));
  compare(C, Args, outs());
  return Error::success();
}

const Command hpinstr::DiffCommand = {
    "diff",
    "OLD NEW",
    "Compare two reports: which functions and lines became faster or slower, and by how much for certain.",
    "OLD and NEW are report files or directories of them, of a program before and after a change. Hits, calls and\n"
    "allocations are exact, and so are their differences. Of a time the difference stands beside two standard errors;\n"
    "where it is less than they are, it is marked with ~.\n\n"
    "Where a report holds several runs of one command, figures are of one run in the mean; from 3 runs on their "
    "spread\n"
    "counts as an error, too. Machines differ from run to run by more than the chance of sampling: take some.\n\n"
    "Lines of a source that changed are compared where both versions are at hand: keep the old one (or check it out\n"
    "again) and name it by --old-source-dir.",
    Options,
    run};
