//===- Rewrite.cpp - a source tree becomes an instrumented tree -----------===//
//
// Three steps: all translation units are parsed, several at a time; what they found is united file by file; each file
// is written once.
//
//===----------------------------------------------------------------------===//
#include "Rewrite.h"
#include "Commands.h"
#include "Definitions.h"
#include "Diff.h"
#include "ParseUnit.h"
#include "Plan.h"
#include "ProbeHeader.h"
#include "Text.h"
#include "Tree.h"
#include "UnitCache.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/ThreadPool.h"
#include <mutex>

using namespace llvm;
using namespace hpi;

namespace {

class Rewriter {
public:
  Rewriter(const Options &Given, Tree &Files, UnitCache &Known) : Given(Given), Files(Files), Known(Known) {}
  int run(const std::vector<clang::tooling::CompileCommand> &Commands);
  std::string open() { return Functions.open(Given.Allow, Given.Deny, Given.Times); }

private:
  void parse(const clang::tooling::CompileCommand &Command, size_t Total);
  std::string versionOf(const clang::tooling::CompileCommand &Command);
  void unite(UnitSites &&New);
  void shareFragments();
  void write(SourceSites &File);
  void error(const Twine &Text);
  void progress(const Twine &Text) const;
  void summary() const;
  void listUnprobed(const SourceSites &File, const Plan &P) const;

  const Options &Given;
  Tree &Files;
  UnitCache &Known;
  Filter Functions;
  std::mutex Guard, VersionGuard;
  std::map<std::string, std::string> Versions; ///< of compilers that were asked
  UnitSites All;
  size_t NumDone = 0, NumParsed = 0;
  unsigned NumFiles = 0, NumCounters = 0, NumUnprobed = 0, NumErrors = 0;
};

} // namespace

void Rewriter::error(const Twine &Text) {
  ++NumErrors;
  progress("");
  errs() << "hpinstr-rewrite: error: " << Text << '\n';
}

void Rewriter::progress(const Twine &Text) const {
  if (!Given.Quiet && sys::Process::StandardErrIsDisplayed())
    errs() << "\r\033[K" << Text;
}

/// Units come in any order: what they agree on does not depend on it, and where they differ all of it is kept.
void Rewriter::unite(UnitSites &&New) {
  for (auto &[Path, Found] : New.Files) {
    SourceSites &Known = All.Files[Path];
    if (Known.Paths.empty()) {
      Known = std::move(Found);
      continue;
    }
    Known.IsFragment |= Found.IsFragment;
    Known.Hidden.insert(Found.Hidden.begin(), Found.Hidden.end());
    Known.Evaluated.insert(Found.Evaluated.begin(), Found.Evaluated.end());
    Known.Includers.insert(Found.Includers.begin(), Found.Includers.end());
    Known.Fragments.insert(Found.Fragments.begin(), Found.Fragments.end());
    std::vector<unsigned> Index;
    Known.nameOwn(Found.Paths[0]);
    for (size_t I = 0; I != Found.Paths.size(); ++I)
      Index.push_back(I ? Known.pathIndex(Found.Paths[I]) : 0);
    for (auto &[Key, B] : Found.Bodies) {
      B.Function.Path = Index[B.Function.Path];
      for (Site &S : B.Sites)
        S.Path = Index[S.Path];
      auto [It, IsNew] = Known.Bodies.try_emplace(Key);
      if (IsNew)
        It->second = std::move(B);
      else
        hpi::unite(It->second, std::move(B));
    }
    for (auto &[Offset, Record] : Found.Skipped) {
      Record.Path = Index[Record.Path];
      Known.Skipped.insert({Offset, Record});
    }
  }
}

std::string Rewriter::versionOf(const clang::tooling::CompileCommand &Command) {
  std::string Compiler = Given.HasFlags ? "" : Command.CommandLine.front();
  if (!Given.Compiler.empty())
    Compiler = Given.Compiler;
  std::lock_guard<std::mutex> Lock(VersionGuard);
  auto [It, IsNew] = Versions.try_emplace(Compiler);
  if (IsNew && !Compiler.empty())
    It->second = gnuVersion(Compiler);
  return It->second;
}

void Rewriter::parse(const clang::tooling::CompileCommand &Command, size_t Total) {
  std::string Version = versionOf(Command), Key = Version + '\0' + UnitCache::keyOf(Command);
  ParsedUnit Unit;
  bool IsKnown = Known.find(Key, Unit);
  if (!IsKnown) {
    Unit = parseUnit(Command, Version, Files, Functions);
    if (Unit.IsGood)
      Known.keep(Key, Unit);
  }
  std::lock_guard<std::mutex> Lock(Guard);
  NumParsed += !IsKnown;
  progress("[" + Twine(++NumDone) + "/" + Twine(Total) + "] " + Command.Filename);
  if (Unit.IsGood)
    return unite(std::move(Unit.Sites));
  error(Command.Filename + ": expected code that Clang parses, found errors; it is left as it is\n" +
        StringRef(Unit.Diagnostics).rtrim());
}

void Rewriter::listUnprobed(const SourceSites &File, const Plan &P) const {
  for (const Site *S : P.Unprobed)
    errs() << File.Paths[S->Path] << ":" << S->Line << ": no place for a probe: " << S->Own.Reason << '\n';
}

void Rewriter::write(SourceSites &File) {
  auto Buffer = MemoryBuffer::getFile(File.RealPath, false, false);
  if (!Buffer)
    return error(File.RealPath + ": expected to read it, found: " + Buffer.getError().message() +
                 "; see its permissions");
  StringRef Text = (*Buffer)->getBuffer();
  std::string Name = Files.relative(File.RealPath);
  if (Text.contains("#include \"" + sys::path::filename(Name).str() + ".hpi.h\""))
    return; // has its probes
  Plan P = makePlan(File);
  if (Given.Verbose)
    listUnprobed(File, P);
  NumUnprobed += P.Unprobed.size();
  if (P.Sites.empty() && File.Fragments.empty())
    return;
  ++NumFiles;
  NumCounters += P.NumCounters;
  std::vector<std::string> Headers{pathBetween(Name, ProbeHeaderName)};
  for (const std::string &Fragment : File.Fragments)
    Headers.push_back(pathBetween(Name, Files.relative(Fragment)) + ".hpi.h");
  std::string Chosen = Given.Times.empty() ? "" : ",functions=" + Given.Times;
  TableHead Head{"time=" + Given.Time + ",memory=" + Given.Memory + Chosen, Files.out(), Name, wantsOf(Given)};
  RewrittenText New = rewriteText(File, P, Text, Head, Headers);
  if (Given.Diff)
    return printDiff(Name, Text, New.Source, outs());
  // A source without its tables could not be compiled; tables alone do no harm.
  std::string Error = Files.put(Name + ".hpi.h", New.Tables, "");
  if (Error.empty())
    Error = Files.put(Name, New.Source, File.RealPath);
  if (!Error.empty())
    error(Error);
}

/// What cannot declare its counters in one place has them declared by all that include it.
void Rewriter::shareFragments() {
  for (auto &[Path, File] : All.Files)
    for (const std::string &Includer : File.Includers)
      if (auto It = All.Files.find(Includer); File.IsFragment && It != All.Files.end())
        It->second.Fragments.insert(Path);
}

void Rewriter::summary() const {
  if (Given.Quiet || Given.Diff)
    return;
  outs() << NumFiles << " files with " << NumCounters << " counters; " << NumUnprobed
         << " lines without a place for a probe; " << NumParsed << " units parsed, " << Files.NumChanged << " files "
         << (Given.Check ? "are not up to date" : "written") << "; root: " << Files.root() << '\n';
}

int Rewriter::run(const std::vector<clang::tooling::CompileCommand> &Commands) {
  DefaultThreadPool Pool(hardware_concurrency(Given.NumJobs));
  // A file may be compiled for several programs in one way.
  std::map<std::string, const clang::tooling::CompileCommand *> Different;
  for (const auto &Command : Commands)
    Different.insert({UnitCache::keyOf(Command), &Command});
  // A unit alone is parsed where memory is cheapest: by the first thread.
  if (Different.size() == 1)
    parse(*Different.begin()->second, 1);
  else
    for (const auto &[Key, Command] : Different)
      Pool.async([this, Command = Command, &Different] { parse(*Command, Different.size()); });
  Pool.wait();
  Known.prune();
  progress("");
  shareFragments();
  for (auto &[Path, File] : All.Files)
    write(File);
  if (!Given.Diff) {
    std::string Error = NumFiles ? Files.put(ProbeHeaderName, probeHeader(), "") : "";
    if (Error.empty())
      Error = Files.finish();
    if (!Error.empty())
      error(Error);
  }
  summary();
  return NumErrors || (Given.Check && Files.NumChanged);
}

/// The one sanitizer with an allocator of its own that code cannot ask for.
static bool checksLeaks(const std::vector<clang::tooling::CompileCommand> &Commands) {
  return any_of(Commands, [](const clang::tooling::CompileCommand &Command) {
    return any_of(Command.CommandLine, [](StringRef Argument) {
      return Argument.consume_front("-fsanitize=") && is_contained(split(Argument, ','), "leak");
    });
  });
}

int hpi::rewrite(Options Given) {
  Expected<Commands> Found = findCommands(Given);
  if (!Found) {
    errs() << "hpinstr-rewrite: error: " << toString(Found.takeError()) << '\n';
    return 1;
  }
  if (checksLeaks(Found->List))
    Given.Memory = "off";
  Tree Files(Found->Root, Found->Out, Found->BuildDir);
  Files.Products = Found->Products;
  Files.IsDry = Given.Check || Given.Diff;
  bool CanKeep = !Files.isInPlace() && !Found->Out.empty();
  auto ListText = [](const std::string &Path) {
    auto Buffer = MemoryBuffer::getFile(Path);
    return Path.empty() || !Buffer ? std::string() : (*Buffer)->getBuffer().str();
  };
  std::string Context = Found->Root + '\0' + Found->Out + '\0' + Found->BuildDir + '\0' + ListText(Given.Allow) + '\0' +
                        ListText(Given.Deny) + '\0' + Given.Times;
  UnitCache Known(CanKeep ? Found->Out + "/.hpinstr-units" : "", Context, Files.IsDry);
  Rewriter All(Given, Files, Known);
  if (std::string Error = All.open(); !Error.empty()) {
    errs() << "hpinstr-rewrite: error: " << Error << '\n';
    return 2;
  }
  return All.run(Found->List);
}
