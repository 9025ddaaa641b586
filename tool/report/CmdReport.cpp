//===- CmdReport.cpp - hpinstr report -------------------------------------===//
//
// Owns: the report for people: line tables, function table, summary. Must not: compute a figure.
//
//===----------------------------------------------------------------------===//
#include "Command.h"
#include "Diag.h"
#include "FunctionTable.h"
#include "HeapText.h"
#include "Inputs.h"
#include "Labels.h"
#include "LineTable.h"
#include "MemoryTables.h"
#include "SampledTime.h"
#include "SourceText.h"
#include "Summary.h"
#include "Timeline.h"
#include "VisitTable.h"
#include "WholeRun.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace llvm;
using namespace hpinstr;

static const OptionSpec Options[] = {
    {"--function", "PATTERN", "Show functions whose name matches; repeatable. A glob, or a part of the name."},
    {"--file", "PATTERN", "Show files whose path matches; repeatable."},
    {"--sort", "KEY", "Order of the functions; the default is calls with --functions and --summary, else hits.",
     "hits|calls|ncalls|tottime|cumtime|name|file|line"},
    {"--skip-zero", "", "Leave out functions and files that never ran."},
    {"--summary", "", "Show the tables of files and functions instead of source lines."},
    {"--functions", "", "Show the table of functions, as cProfile has it, instead of source lines."},
    {"--callers", "", "Show who called each function, and how often (edges=on), instead of source lines."},
    {"--callees", "", "Show whom each function called."},
    {"--times", "", "Show behind exactly timed functions how long each line's visits were, and how they are spread."},
    {"--memory", "", "Show for each line the live heap that it and those above it left, as memory_profiler does."},
    {"--leaks", "", "Show blocks never freed, by the line that allocated them and its callers."},
    {"--peak", "", "Show what the blocks of each line held when the heap was largest."},
    {"--types", "", "Show live and all blocks by C++ type."},
    {"--threads", "", "Show allocations by thread."},
    {"--timeline", "", "Show the live heap over time, with visits of regions; --memory does too."},
    {"--since-setpoint", "", "Show allocations relative to each process's last hpinstr_heap_setpoint()."},
    {"--per-process", "", "Show each report file on its own."},
    {"--label", "NAME", "Show only what ran under this label; empty: what ran under none."},
    {"--per-label", "", "Show each label on its own."},
    {"--per-instance", "", "Show a table for each instantiation of a template."},
    {"--source-dir", "DIR", "Look for sources under DIR too, by ever shorter ends of their paths; repeatable."},
    {"--color", "WHEN", "Colour the output; the default is auto: on a terminal, unless NO_COLOR is set.",
     "auto|always|never"},
};

/// Options whose tables take the place of source lines.
static constexpr StringLiteral Tables[] = {"--summary", "--functions", "--callers",  "--callees", "--leaks",
                                           "--peak",    "--types",     "--timeline", "--threads"};
static constexpr StringLiteral MemoryOptions[] = {"--memory", "--leaks",    "--peak",
                                                  "--types",  "--timeline", "--threads"};

namespace {
/// Prints the report of one profile.
class Printer {
public:
  Printer(const Arguments &Args, const CounterStore &Store, const Profile &P);
  void print();

private:
  const SourceText &source(size_t File);
  void printFileHead(size_t File);
  void printCallCount(const FunctionGroup &G);
  void printGroup(const FunctionGroup &G);
  void printInstances(const FunctionGroup &G);
  void printTime(const std::optional<TimeFigures> &Time, const Rare<ExactTimes> &Exact);
  void printRows(size_t File, const LineMap &Lines, uint64_t First, uint64_t Last,
                 const std::optional<TimeFigures> &Whole);
  void printSources(const std::vector<FunctionGroup> &Wanted);
  void printTables(const std::vector<FunctionGroup> &Wanted);
  std::vector<const FunctionGroup *> innerGroups(size_t File, uint64_t First, uint64_t Last) const;
  void printTable(const std::vector<LineRow> &Rows);
  std::vector<const LineMap::value_type *> linesOutside(size_t File) const;
  void printOutside(size_t File);
  void warnOfNoMatch() const;
  StringRef sortKey() const {
    return Args.get("--sort", Args.has("--functions") || Args.has("--summary") ? "calls" : "hits");
  }

  const Arguments &Args;
  const CounterStore &Store;
  const Profile &P;
  std::vector<FunctionGroup> Groups; ///< by file, then line
  FunctionFilter Filter;
  Palette Colors;
  bool IsMemory;
  bool HasMarks = false; ///< of few samples, in what was printed
  std::map<size_t, SourceText> Sources;
  raw_ostream &OS = outs();
};
} // namespace

Printer::Printer(const Arguments &Args, const CounterStore &Store, const Profile &P)
    : Args(Args), Store(Store), P(P), Groups(groupFunctions(P)),
      Filter{Args.all("--function"), Args.all("--file"), Args.has("--skip-zero")},
      Colors(makePalette(Args.get("--color", "auto"))), IsMemory(Args.has("--memory")) {}

const SourceText &Printer::source(size_t File) {
  auto It = Sources.find(File);
  if (It == Sources.end())
    It = Sources.emplace(File, findSource(P.Files[File], Args.all("--source-dir"), Store.Sources)).first;
  return It->second;
}

void Printer::printFileHead(size_t File) {
  const SourceText &Text = source(File);
  OS << "File: " << printable(P.Files[File].Path) << '\n';
  if (Text.State == SourceState::Missing)
    OS << "Source: not found; lines are shown without text, --source-dir=DIR says where it is\n";
  else if (Text.Path != P.Files[File].Path)
    OS << "Source: " << printable(Text.Path) << '\n';
  if (Text.State == SourceState::Changed)
    OS << Colors.Red << "Source changed since the build: text and numbers may not belong together" << Colors.Reset
       << '\n';
  if (P.Files[File].Sha256.size() > 1)
    OS << Colors.Red << "Source was compiled in " << P.Files[File].Sha256.size()
       << " versions: their numbers are summed line by line" << Colors.Reset << '\n';
}

void Printer::printTable(const std::vector<LineRow> &Rows) {
  if (IsMemory)
    return printMemoryTable(Rows, Colors, OS);
  printLineTable(Rows, Colors, OS);
  HasMarks |= any_of(Rows, hasFewSamples);
}

/// Functions within those whose table has the lines from \p First to \p Last.
std::vector<const FunctionGroup *> Printer::innerGroups(size_t File, uint64_t First, uint64_t Last) const {
  std::vector<const FunctionGroup *> Inner;
  for (const FunctionGroup &G : Groups)
    if (G.File == File && G.Line > First && G.EndLine <= Last)
      Inner.push_back(&G);
  return Inner;
}

/// Rows for [First, Last]: every line where the text is there, else those with a figure.
void Printer::printRows(size_t File, const LineMap &Lines, uint64_t First, uint64_t Last,
                        const std::optional<TimeFigures> &Whole) {
  const SourceText &Text = source(File);
  std::vector<LineRow> Rows;
  uint64_t LastText = std::min<uint64_t>(Last, Text.Lines.size());
  for (uint64_t Line = First; Line <= LastText; ++Line) {
    auto It = Lines.find(Line);
    Rows.push_back({Line, It == Lines.end() ? LineFigures() : It->second, Text.line(Line)});
  }
  for (auto It = Lines.lower_bound(std::max(First, LastText + 1)); It != Lines.end() && It->first <= Last; ++It)
    Rows.push_back({It->first, It->second, StringRef()});
  for (LineRow &Row : Rows) {
    Row.WholeNs = Whole ? Whole->TotalNs : 0;
    Row.IsBelowProbe =
        Row.Figures.Exact && (Row.Figures.Exact->isBelow(P.LineProbePs) || Row.Figures.Exact->isMostlyProbes());
  }
  if (IsMemory)
    fillUsage(Rows, innerGroups(File, First, Last));
  printTable(Rows);
  if (!IsMemory && any_of(Rows, [](const LineRow &Row) { return Row.IsBelowProbe; }))
    OS << "~ a visit is shorter than the probe that measures it takes, " << fixedText(double(P.LineProbePs) / 1000, 1)
       << " ns: the time may be off by as much a hit\n";
  OS << '\n';
}

void Printer::printTime(const std::optional<TimeFigures> &Time, const Rare<ExactTimes> &Exact) {
  if (!Time)
    return;
  StringRef Mark = Exact && Exact->isMostlyProbes() ? "~" : "";
  OS << "Time: total " << Mark << fixedText(double(Time->TotalNs) / 1e9, 6) << " s, self " << Mark
     << fixedText(double(Time->SelfNs) / 1e9, 6) << " s, "
     << (Exact ? "measured exactly" : countText(Time->Samples, "sample", "samples"));
  if (uint64_t OffNs = Exact ? nsOf(Exact->OffTotalPs) : 0)
    OS << "; off the processor for " << fixedText(double(OffNs) / 1e9, 6) << " s of the total";
  if (!Mark.empty())
    OS << "; ~ its probes took " << fixedText(double(nsOf(Exact->probesPs())) / 1e9, 6) << " s more";
  OS << '\n';
}

/// Of the instantiations of a template the calls add up; of different functions that begin on a line they do not.
void Printer::printCallCount(const FunctionGroup &G) {
  if (G.IsOne) {
    if (G.Calls)
      OS << "Calls: " << *G.Calls << '\n';
    if (G.Members.size() > 1)
      OS << "Instances: " << G.Members.size() << '\n';
    return;
  }
  for (const ProfileFunction *F : G.Members)
    if (F->Calls)
      OS << "Calls: " << *F->Calls << " of " << printable(F->Name) << '\n';
}

void Printer::printGroup(const FunctionGroup &G) {
  printFileHead(G.File);
  OS << "Function: " << Colors.Bold << printable(G.Name) << Colors.Reset << " at line " << G.Line << '\n';
  printCallCount(G);
  printTime(G.Time, G.Exact);
  OS << '\n';
  printRows(G.File, P.Files[G.File].Lines, G.Line, G.EndLine, G.Time);
  if (Args.has("--times"))
    printVisitTable(G, P, Colors, OS);
}

void Printer::printInstances(const FunctionGroup &G) {
  for (const ProfileFunction *F : G.Members) {
    printFileHead(F->File);
    OS << "Function: " << Colors.Bold << printable(F->Name) << Colors.Reset << " at line " << F->Line << '\n';
    if (F->Calls)
      OS << "Calls: " << *F->Calls << '\n';
    printTime(F->Time, F->Exact);
    OS << '\n';
    printRows(F->File, F->Lines, F->Line, F->EndLine, F->Time);
  }
}

/// The lines of \p File that no function holds: initialisers at namespace scope and of members.
std::vector<const LineMap::value_type *> Printer::linesOutside(size_t File) const {
  std::vector<const LineMap::value_type *> Outside;
  auto G = partition_point(Groups, [&](const FunctionGroup &Group) { return Group.File < File; });
  uint64_t LastHeld = 0;
  for (const LineMap::value_type &Entry : P.Files[File].Lines) {
    for (; G != Groups.end() && G->File == File && G->Line <= Entry.first; ++G)
      LastHeld = std::max(LastHeld, G->EndLine);
    if (Entry.first > LastHeld)
      Outside.push_back(&Entry);
  }
  return Outside;
}

void Printer::printOutside(size_t File) {
  std::vector<const LineMap::value_type *> Outside = linesOutside(File);
  bool HasHits = any_of(Outside, [](const auto *Entry) { return Entry->second.Hits.value_or(0) != 0; });
  bool HasAllocs = any_of(Outside, [](const auto *Entry) { return bool(Entry->second.Allocs); });
  if (Outside.empty() || (Filter.SkipZero && !HasHits) || (IsMemory && !HasAllocs))
    return;
  printFileHead(File);
  OS << "File scope\n\n";
  std::vector<LineRow> Rows;
  for (const LineMap::value_type *Entry : Outside)
    Rows.push_back({Entry->first, Entry->second, source(File).line(Entry->first)});
  fillUsage(Rows, {});
  printTable(Rows);
  OS << '\n';
}

void Printer::printSources(const std::vector<FunctionGroup> &Wanted) {
  for (const FunctionGroup &G : Wanted) {
    // The lines of an inner function are in the table of the outer one.
    if ((G.IsInner && Filter.Functions.empty() && !Args.has("--per-instance")) || (IsMemory && !G.Allocs))
      continue;
    Args.has("--per-instance") ? printInstances(G) : printGroup(G);
  }
  for (size_t File = 0; File != P.Files.size() && Filter.Functions.empty(); ++File)
    if (matchesAny(Filter.Files, P.Files[File].Path))
      printOutside(File);
}

/// The tables that were asked for in the place of source lines.
void Printer::printTables(const std::vector<FunctionGroup> &Wanted) {
  bool IsSummary = Args.has("--summary");
  if (IsSummary)
    printFileTable(P, Filter, OS);
  if (IsSummary || Args.has("--functions")) {
    std::vector<FunctionGroup> Functions = splitGroups(Wanted);
    sortGroups(Functions, sortKey());
    printFunctionTable(Functions, P, OS);
  }
  if (Args.has("--callers"))
    printCalls(Wanted, P, CallSide::Callers, OS);
  if (Args.has("--callees"))
    printCalls(Wanted, P, CallSide::Callees, OS);
  if (Args.has("--leaks"))
    printLeaks(P, Filter, OS);
  if (Args.has("--peak"))
    printPeak(P, Store, Filter, OS);
  if (Args.has("--types"))
    printTypes(P, OS);
  if (Args.has("--threads"))
    printHeapThreads(P, OS);
  if (Args.has("--timeline") || IsMemory)
    printTimeline(P, Store, OS);
}

/// A pattern that nothing matches is more often a slip than meant.
void Printer::warnOfNoMatch() const {
  FunctionFilter Any = Filter;
  Any.SkipZero = false;
  bool IsFile = Filter.Functions.empty() &&
                any_of(P.Files, [&](const ProfileFile &File) { return matchesAny(Filter.Files, File.Path); });
  if (IsFile || any_of(Groups, [&](const FunctionGroup &G) { return isWanted(G, P, Any); }))
    return;
  std::string Patterns = join(Filter.Functions, ", ") + (Filter.Files.empty() ? "" : " in " + join(Filter.Files, ", "));
  printWarning("expected functions that match, found none: " + StringRef(Patterns).ltrim().str() +
               "; `hpinstr report --functions` lists all");
}

void Printer::print() {
  std::vector<FunctionGroup> Wanted;
  for (const FunctionGroup &G : Groups)
    if (isWanted(G, P, Filter))
      Wanted.push_back(G);
  sortGroups(Wanted, sortKey());
  bool IsWhole = Filter.Functions.empty() && Filter.Files.empty();
  if (!IsWhole)
    warnOfNoMatch();
  if (Args.has("--per-process") || IsWhole)
    printWholeRun(Store.Runs, OS);
  if (IsWhole)
    printNames(Store, OS);
  if (none_of(Tables, [&](StringRef Option) { return Args.has(Option); }))
    printSources(Wanted);
  printTables(Wanted);
  printSampling(P, HasMarks, OS);
  printHeap(P, Store, OS);
  printSummaryLine(P, Groups, Store, OS);
}

static void printProfile(const Arguments &Args, const CounterStore &Store, const Profile &P) {
  printLosses(P.Losses);
  for (const std::string &Note : Store.Notes)
    printWarning("note of the runtime: " + Note);
  if (P.Functions.empty() && P.Files.empty())
    printWarning("the reports hold no line; `hpinstr doctor` says why");
  if (P.Heap.Runs.empty() && any_of(MemoryOptions, [&](StringRef Option) { return Args.has(Option); }))
    printWarning("the reports hold no allocations: built with -fplugin-arg-hpinstr-memory=off, run with "
                 "HPINSTR_OPTIONS=memory=off, or no memory was left to count in");
  Printer(Args, Store, P).print();
}

static void printStore(const Arguments &Args, const CounterStore &Store) {
  printProfile(Args, Store, Profile::build(Store));
}

/// \p Store is the last there is: it and its profile end with the process, for to take their millions of small blocks
/// apart would take a sixth of the time.
static void printLast(const Arguments &Args, CounterStore Store) {
  static const CounterStore *KeptStore;
  static const Profile *KeptProfile;
  KeptStore = new CounterStore(std::move(Store));
  KeptProfile = new Profile(Profile::build(*KeptStore));
  printProfile(Args, *KeptStore, *KeptProfile);
}

static Error runPerProcess(const Arguments &Args, const std::vector<Input> &Inputs) {
  return forEachReport(Inputs, [&](ReportFile &File) {
    CounterStore Store(Args.has("--since-setpoint"));
    Store.add(File);
    printLosses(Store.Losses);
    outs() << "Report: " << printable(File.name()) << '\n';
    printStore(Args, Store);
    outs() << '\n';
    return Error::success();
  });
}

static Error runPerLabel(const Arguments &Args, const CounterStore &Store) {
  for (const std::string &Label : Store.Labels) {
    outs() << "Label: " << printable(Label) << '\n';
    printStore(Args, selectLabel(Store, Label));
    outs() << '\n';
  }
  outs() << "Without a label\n";
  printStore(Args, selectLabel(Store, ""));
  return Error::success();
}

static Error run(const Arguments &Args) {
  if (Args.has("--since-setpoint") && Args.has("--peak"))
    return makeUsageError(
        "--peak: expected no --since-setpoint, for the peak is one of the whole run; use one of them");
  Expected<std::vector<Input>> Inputs = expandInputs(Args.Paths);
  if (!Inputs)
    return Inputs.takeError();
  if (Args.has("--per-process"))
    return runPerProcess(Args, *Inputs);
  Expected<CounterStore> Store = readReports(*Inputs, Args.has("--since-setpoint"));
  if (!Store)
    return Store.takeError();
  if (Args.has("--per-label"))
    return runPerLabel(Args, *Store);
  if (Args.has("--label"))
    Store = findLabel(*Store, Args.get("--label"));
  if (!Store)
    return Store.takeError();
  printLast(Args, std::move(*Store));
  return Error::success();
}

const Command hpinstr::ReportCommand = {
    "report",
    "[PATH...]",
    "Show how often every line and function ran.",
    "PATH is a report file or a directory of them; all are summed. The default is $HPINSTR_OUT, or hpinstr.out.\n\n"
    "A line shows how often control entered it. Blank: the line has no code that counts. 0: it could have run, and\n"
    "did not. Functions that one source line holds, such as the instantiations of a template, share a table.\n\n"
    "Allocs and Bytes are totals, with all that a line calls. With --memory, Increment is what was allocated less what "
    "was\n"
    "freed while a line ran, and Mem usage what the lines of the function down to this one have left.\n\n"
    "Off CPU is what of a time measured exactly threads slept, waited or were put off the processor.",
    Options,
    run};
