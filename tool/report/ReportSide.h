//===- ReportSide.h - one of the two reports that are compared --*- C++ -*-===//
//
// Owns: the runs that a report holds, and what each line and function took in one of them. Must not: compare or print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_REPORTSIDE_H
#define HPINSTR_TOOL_REPORT_REPORTSIDE_H

#include "Estimate.h"
#include "FunctionGroup.h"
#include "Inputs.h"

namespace hpinstr {

class ReportSide {
public:
  /// Reads a report file or a directory of them.
  static llvm::Expected<std::unique_ptr<ReportSide>> read(const std::string &Path);

  /// What a group of functions took in a run, and a line; absent where no time was measured at all.
  std::optional<Estimates> timesOf(const FunctionGroup &G) const;
  std::optional<Estimates> timesOf(size_t File, uint64_t Line, const LineFigures &Figures) const;

  std::string Path; ///< as named on the command line
  CounterStore Store;
  Profile P;
  std::vector<FunctionGroup> Groups;
  /// Processes that no other one of the report has forked, where all of them ran the same command; else 1.
  size_t NumRuns = 1;
  std::string Command; ///< the one of all runs; empty where there are several

private:
  bool isTimed(const std::optional<TimeFigures> &Time) const;
  void findRuns();
  void readRuns(const std::vector<Input> &Inputs);

  /// Times of one run by path and line. Functions stand at the line that they begin on.
  struct RunIndex {
    std::map<std::pair<std::string, uint64_t>, RunTimes> Functions, Lines;
  };
  std::vector<RunIndex> Runs; ///< empty where they cannot be told apart, or are few
  double SampleNs = 0;        ///< what a sample stands for; 0 where there is none
};

} // namespace hpinstr

#endif
