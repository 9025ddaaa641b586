//===- Inputs.cpp - which report files a command reads --------------------===//
//
// Owns: PATH... on the command line: files, directories, the default; and the walk over them with progress.
// Must not: look into a report.
//
//===----------------------------------------------------------------------===//
#include "Inputs.h"
#include "Diag.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace llvm;
using namespace hpinstr;

static constexpr size_t MaxPrintedLosses = 20;
static constexpr size_t ProgressStep = 64;

std::string hpinstr::defaultReportDir() {
  std::optional<std::string> Dir = sys::Process::GetEnv("HPINSTR_OUT");
  return Dir && !Dir->empty() ? *Dir : "hpinstr.out";
}

static std::vector<std::string> listReportsIn(const Twine &Dir) {
  std::vector<std::string> Paths;
  std::error_code EC;
  for (sys::fs::directory_iterator It(Dir, EC), End; It != End && !EC; It.increment(EC))
    if (sys::path::extension(It->path()) == ".hpi")
      Paths.push_back(It->path());
  llvm::sort(Paths);
  return Paths;
}

std::vector<std::string> hpinstr::listReports(StringRef Dir) {
  std::vector<std::string> Paths = listReportsIn(Dir);
  if (!Paths.empty())
    return Paths;
  SmallString<128> Inner(Dir);
  sys::path::append(Inner, "hpinstr.out");
  return listReportsIn(Inner);
}

Expected<std::vector<Input>> hpinstr::expandInputs(const std::vector<std::string> &Paths) {
  std::vector<std::string> Roots = Paths;
  if (Roots.empty())
    Roots.push_back(defaultReportDir());
  std::vector<Input> Inputs;
  std::set<sys::fs::UniqueID> Seen;
  auto AddOnce = [&](const std::string &Path, bool IsNamed) {
    sys::fs::UniqueID Id;
    if (!sys::fs::getUniqueID(Path, Id) && Seen.insert(Id).second)
      Inputs.push_back({Path, IsNamed});
  };
  for (const std::string &Root : Roots) {
    if (!sys::fs::exists(Root))
      return makeError(Root + ": expected a report or a directory of reports, found nothing; run a program built with "
                              "-fplugin=hpinstr.so first, or name its reports");
    if (!sys::fs::is_directory(Root)) {
      AddOnce(Root, true);
      continue;
    }
    std::vector<std::string> Found = listReports(Root);
    if (Found.empty())
      return makeError(Twine(Root) + ": expected reports (*.hpi), found none; `hpinstr doctor " + Root + "` says why");
    for (const std::string &Path : Found)
      AddOnce(Path, false);
  }
  return Inputs;
}

static void printProgress(size_t Done, size_t All) {
  if (All < ProgressStep || !errs().is_displayed())
    return;
  if (Done % ProgressStep == 0 && Done != All)
    errs() << "\rhpinstr: reading " << Done << " of " << All << " reports";
  else if (Done == All)
    errs() << "\r\033[K";
}

Error hpinstr::forEachReport(const std::vector<Input> &Inputs, function_ref<Error(ReportFile &)> Use) {
  size_t NumRead = 0, NumDone = 0;
  std::string FirstProblem;
  for (const Input &In : Inputs) {
    printProgress(NumDone++, Inputs.size());
    Expected<ReportFile> File = ReportFile::open(In.Path);
    if (!File && In.IsNamed)
      return File.takeError();
    if (!File) {
      std::string Problem = toString(File.takeError());
      if (FirstProblem.empty())
        FirstProblem = Problem;
      else
        printWarning(Problem);
      continue;
    }
    ++NumRead;
    if (Error E = Use(*File))
      return E;
  }
  printProgress(Inputs.size(), Inputs.size());
  if (NumRead == 0 && !FirstProblem.empty())
    return makeError(FirstProblem);
  if (!FirstProblem.empty())
    printWarning(FirstProblem);
  return Error::success();
}

void hpinstr::printLosses(const std::vector<std::string> &Losses) {
  for (const std::string &Loss : ArrayRef(Losses).take_front(MaxPrintedLosses))
    printWarning(Loss);
  if (Losses.size() > MaxPrintedLosses)
    printWarning(Twine(Losses.size() - MaxPrintedLosses) + " more losses of this kind");
}

Expected<CounterStore> hpinstr::readReports(const std::vector<Input> &Inputs, bool IsSinceSetpoint) {
  CounterStore Store(IsSinceSetpoint);
  if (Error E = forEachReport(Inputs, [&](ReportFile &File) {
        Store.add(File);
        return Error::success();
      }))
    return std::move(E);
  printLosses(Store.Losses);
  return std::move(Store);
}
