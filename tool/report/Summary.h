//===- Summary.h - coverage, processes, memory in one line ------*- C++ -*-===//
//
// Owns: the figures over a whole report, and the table of files. Must not: print source lines.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_SUMMARY_H
#define HPINSTR_TOOL_REPORT_SUMMARY_H

#include "FunctionGroup.h"
#include "Terminal.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

struct Coverage {
  uint64_t Hit = 0, Total = 0;
  void add(bool IsHit) {
    ++Total;
    Hit += IsHit;
  }
};

/// Lines of \p File that could have run, and those that did.
Coverage lineCoverage(const ProfileFile &File);

/// The same of all files.
Coverage lineCoverage(const Profile &P);

/// Functions that can be called: a template with many instantiations is one.
Coverage functionCoverage(const std::vector<FunctionGroup> &Groups);

/// Prints lines hit and total of each file that matches \p Filter.
void printFileTable(const Profile &P, const FunctionFilter &Filter, llvm::raw_ostream &OS);

/// Prints the last line of a report: coverage, processes, memory of the runtime.
void printSummaryLine(const Profile &P, const std::vector<FunctionGroup> &Groups, const CounterStore &Store,
                      llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
