//===- CmdDoctor.cpp - hpinstr doctor -------------------------------------===//
//
// Owns: telling reports, directories and programs apart. Must not: word a diagnosis.
//
//===----------------------------------------------------------------------===//
#include "Command.h"
#include "Diag.h"
#include "Diagnosis.h"
#include "Inputs.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;
using namespace hpinstr;

static Error lookAtReport(StringRef Path) {
  Expected<ReportFile> File = ReportFile::open(Path);
  if (!File)
    return File.takeError();
  diagnoseReport(*File, outs());
  return Error::success();
}

/// A report that cannot be read is a finding here, no end.
static void lookAtDir(const std::string &Dir) {
  std::vector<std::string> Reports = listReports(Dir);
  if (Reports.empty())
    diagnoseEmptyDir(Dir, outs());
  for (const std::string &Path : Reports)
    if (Error E = lookAtReport(Path))
      outs() << printable(toString(std::move(E))) << '\n';
}

static Error lookAtFile(const std::string &Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return makeError(Path + ": expected a readable file, found: " + Buffer.getError().message() + "; check its name");
  if ((*Buffer)->getBuffer().starts_with(HPI_FILE_MAGIC))
    return lookAtReport(Path);
  Expected<std::vector<ElfProbes>> All = findProbes((*Buffer)->getMemBufferRef());
  if (!All)
    return All.takeError();
  for (const ElfProbes &Probes : *All)
    diagnoseElf(Probes, outs());
  return Error::success();
}

static Error run(const Arguments &Args) {
  std::vector<std::string> Paths = Args.Paths;
  if (Paths.empty())
    Paths.push_back(defaultReportDir());
  for (const std::string &Path : Paths) {
    bool IsDir = sys::fs::is_directory(Path) || (Args.Paths.empty() && !sys::fs::exists(Path));
    if (IsDir)
      lookAtDir(Path);
    else if (Error E = lookAtFile(Path))
      return E;
  }
  return Error::success();
}

const Command hpinstr::DoctorCommand = {
    "doctor",
    "[PROGRAM|REPORT|DIR...]",
    "Say what has probes, what was left out, and why a report is empty.",
    "Looks at programs, shared objects, object files and archives, at reports, and at directories of reports. The\n"
    "default is $HPINSTR_OUT, or hpinstr.out.",
    {},
    run};
