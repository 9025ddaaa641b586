//===- Diagnosis.cpp - what hpinstr doctor says ---------------------------===//
//
// Owns: the sentences of the diagnosis of programs, reports and empty directories. Must not: choose what to look at.
//
//===----------------------------------------------------------------------===//
#include "Diagnosis.h"
#include "Diag.h"
#include "FunctionGroup.h"
#include "FunctionName.h"
#include "ProcessText.h"
#include "Summary.h"
#include "hpinstr/Abi.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;
using namespace hpinstr;

// Enough to recognise a rule that is too wide; the export holds all.
static constexpr size_t MaxExamples = 3;

static std::string reasonText(uint64_t Reason) {
  switch (Reason) {
#define HPI_SKIP(Name, Value, Text)                                                                                    \
  case Value:                                                                                                          \
    return Text;
#include "hpinstr/SkipReasons.inc"
  default:
    return "reason " + std::to_string(Reason) + " of a later version";
  }
}

/// Prints how many functions were left out, by reason, with examples.
static void printSkipped(ArrayRef<ProfileSkipped> Skipped, raw_ostream &OS) {
  if (Skipped.empty())
    return;
  std::map<uint64_t, std::vector<const ProfileSkipped *>> ByReason;
  for (const ProfileSkipped &S : Skipped)
    ByReason[S.Reason].push_back(&S);
  OS << "  left out: " << countText(Skipped.size(), "function", "functions") << '\n';
  for (const auto &[Reason, List] : ByReason) {
    OS << "    " << List.size() << " " << reasonText(Reason) << ": ";
    for (const ProfileSkipped *S : ArrayRef(List).take_front(MaxExamples))
      OS << (S == List.front() ? "" : ", ") << printable(S->Name) << " (" << printable(S->Path) << ':' << S->Line
         << ')';
    OS << (List.size() > MaxExamples ? ", ...\n" : "\n");
  }
}

static void printModule(StringRef MainFile, StringRef Directory, StringRef Producer, StringRef Options,
                        uint64_t NumFunctions, uint64_t NumSites, raw_ostream &OS) {
  OS << "  module " << printable(MainFile.empty() ? "(no main file)" : MainFile);
  if (!Directory.empty())
    OS << " in " << printable(Directory);
  OS << ": " << countText(NumFunctions, "definition of a function", "definitions of functions") << ", "
     << countText(NumSites, "site", "sites") << '\n';
  OS << "    built by " << printable(Producer.empty() ? "(not recorded)" : Producer) << ", options "
     << printable(Options.empty() ? "(defaults)" : Options) << '\n';
}

static std::vector<ProfileSkipped> skippedOf(const std::vector<ModuleTables> &Modules) {
  std::vector<ProfileSkipped> All;
  for (const ModuleTables &T : Modules)
    for (const TableSkipped &S : T.Skipped)
      All.push_back({functionName(S.Linkage, S.Linkage), T.Files[S.File].Path.str(), S.Line, S.Reason});
  return All;
}

void hpinstr::diagnoseElf(const ElfProbes &Probes, raw_ostream &OS) {
  OS << printable(Probes.Name) << ": " << Probes.Kind;
  if (Probes.Modules.empty() && Probes.NumDescriptors == 0) {
    OS << " without probes\n"
          "  Either it was compiled without -fplugin=hpinstr.so (look at the compile commands, say with `make V=1`),\n"
          "  or every function of it was left out, or only a library that it loads has probes: name that one.\n";
    return;
  }
  OS << " with probes\n  " << countText(Probes.NumDescriptors, "module", "modules") << ", "
     << countText(Probes.NumCounters, "counter", "counters") << " (" << bytesText(Probes.CounterBytes) << " a thread), "
     << bytesText(Probes.TableBytes) << " of tables\n";
  for (uint32_t Version : Probes.ForeignAbis)
    OS << "  a module has ABI version " << Version << ", this reader knows " << unsigned(HPI_ABI_VERSION)
       << ": build all objects with one version\n";
  for (const std::string &Loss : Probes.Losses)
    OS << "  " << printable(Loss) << '\n';
  for (const ModuleTables &T : Probes.Modules)
    printModule(T.MainFile, T.Directory, T.Producer, T.Options, T.Functions.size(), T.Sites.size(), OS);
  printSkipped(skippedOf(Probes.Modules), OS);
}

/// Says why \p File shows nothing, where it does.
static void explainEmpty(const ReportFile &File, const CounterStore &Store, const Profile &P, raw_ostream &OS) {
  bool HasHits = any_of(P.Files, [](const ProfileFile &F) { return lineCoverage(F).Hit != 0; });
  if (HasHits)
    return;
  if (File.Objects.empty())
    OS << "  empty: the process wrote its header and no object. It was killed as it started, or the disk was full.\n";
  else if (P.Functions.empty())
    OS << "  empty: its modules hold no function. All were left out, or the tables are damaged.\n";
  else if (Store.CounterBytes == 0)
    OS << "  empty: it holds no counters. The process was killed as it started, or the disk was full.\n";
  else
    OS << "  no hits: none of its functions was called before the process ended, or was killed.\n";
}

void hpinstr::diagnoseReport(const ReportFile &File, raw_ostream &OS) {
  CounterStore Store;
  Store.add(File);
  Profile P = Profile::build(Store);
  OS << printable(File.name()) << ": report" << (File.isMerged() ? ", merged" : "") << " of "
     << countText(File.Runs.size(), "process", "processes") << '\n';
  for (const StoredRun &Run : ArrayRef(Store.Runs).take_front(MaxExamples))
    OS << "  process " << printable(processText(Run)) << '\n';
  if (Store.Runs.size() > MaxExamples)
    OS << "  and " << Store.Runs.size() - MaxExamples << " more\n";
  for (const std::string &Path : Store.ObjectPaths)
    OS << "  object " << printable(Path) << '\n';
  for (const ProfileModule &M : P.Modules)
    printModule(M.MainFile, M.Directory, M.Producer, M.Options, M.NumFunctions, M.NumSites, OS);
  uint64_t NumFunctions = functionCoverage(groupFunctions(P)).Total, NumLines = lineCoverage(P).Total;
  OS << "  " << countText(NumFunctions, "function", "functions") << ", " << countText(NumLines, "line", "lines") << "; "
     << countText(File.Counters.size(), "block", "blocks") << " of counters, " << bytesText(Store.CounterBytes)
     << "; tables " << bytesText(Store.TableBytes) << '\n';
  printSkipped(P.Skipped, OS);
  for (const std::string &Note : Store.Notes)
    OS << "  note of the runtime: " << printable(Note) << '\n';
  for (ArrayRef<std::string> List : {ArrayRef(Store.Losses), ArrayRef(P.Losses)})
    for (const std::string &Loss : List)
      OS << "  lost: " << printable(Loss) << '\n';
  explainEmpty(File, Store, P, OS);
}

void hpinstr::diagnoseEmptyDir(StringRef Dir, raw_ostream &OS) {
  OS << printable(Dir) << ": no reports\n";
  if (!sys::fs::exists(Dir))
    OS << "  The directory is not there: no program with probes has run from here. Reports go to $HPINSTR_OUT, or to\n"
          "  hpinstr.out in the directory that the program was in when it started.\n";
  else
    OS << "  The directory is there and holds no *.hpi file. The program could not write (it then says so on stderr),\n"
          "  HPINSTR_OPTIONS=max_files or max_bytes was reached, or the reports were moved.\n";
  OS << "  `hpinstr doctor PROGRAM` says whether a program has probes.\n";
}
