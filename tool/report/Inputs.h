//===- Inputs.h - which report files a command reads ------------*- C++ -*-===//
//
// Owns: PATH... on the command line: files, directories, the default; and the walk over them with progress.
// Must not: look into a report.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_INPUTS_H
#define HPINSTR_TOOL_REPORT_INPUTS_H

#include "CounterStore.h"
#include "ReportFile.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>
#include <vector>

namespace hpinstr {

struct Input {
  std::string Path;
  bool IsNamed; ///< on the command line itself; else found in a directory
};

/// The default of PATH: $HPINSTR_OUT where it is set, else hpinstr.out.
std::string defaultReportDir();

/// The report files (*.hpi) in \p Dir, or where it has none in its hpinstr.out, sorted.
std::vector<std::string> listReports(llvm::StringRef Dir);

/// Files and directories to files, each once, sorted. Fails where a path is not there or a directory is empty.
llvm::Expected<std::vector<Input>> expandInputs(const std::vector<std::string> &Paths);

/// Calls \p Use for every readable input. A named file that cannot be read is an error; one that was found in a
/// directory is a warning, unless none can be read.
llvm::Error forEachReport(const std::vector<Input> &Inputs, llvm::function_ref<llvm::Error(ReportFile &)> Use);

/// All of \p Inputs summed up, allocations relative to set-points where \p IsSinceSetpoint. What was lost is printed as
/// warnings.
llvm::Expected<CounterStore> readReports(const std::vector<Input> &Inputs, bool IsSinceSetpoint = false);

/// Prints \p Losses as warnings, the first few of many.
void printLosses(const std::vector<std::string> &Losses);

} // namespace hpinstr

#endif
