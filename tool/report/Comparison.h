//===- Comparison.h - what of two reports belongs together ------*- C++ -*-===//
//
// Owns: the pairs of files, functions and lines of two reports. Must not: print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_COMPARISON_H
#define HPINSTR_TOOL_REPORT_COMPARISON_H

#include "ReportSide.h"
#include "SourceText.h"

namespace hpinstr {

/// A function of one report, or of both.
struct FunctionPair {
  const FunctionGroup *Old = nullptr, *New = nullptr;
};

/// A line of one report, or of both. Numbers are 0, and figures null, where there are none.
struct LinePairing {
  uint64_t OldLine = 0, NewLine = 0;
  const LineFigures *Old = nullptr, *New = nullptr;
  llvm::StringRef Text; ///< of the new one where it is there
};

class Comparison {
public:
  /// \param OldDirs and \p NewDirs where sources may be, besides their own paths
  Comparison(const ReportSide &Old, const ReportSide &New, std::vector<std::string> OldDirs,
             std::vector<std::string> NewDirs);

  /// \returns the lines of \p Pair, both of whose functions are there, in their order; nothing where it is not known
  /// which are one. They are known where the file is as it was, where both sources are at hand as they were compiled,
  /// or where both functions have figures at the same places.
  std::vector<LinePairing> lines(const FunctionPair &Pair);

  /// False where a program is no longer the one that ran, or allocations were collected on one side only.
  bool hasAllocs() const {
    return !Old.P.IsCodeLost && !New.P.IsCodeLost && Old.P.Heap.Runs.empty() == New.P.Heap.Runs.empty();
  }

  const ReportSide &Old, &New;
  std::vector<FunctionPair> Functions; ///< each of both reports once

private:
  void pairFiles();
  void pairFunctions();
  const SourceText &source(bool IsOld, size_t File);
  LinePairing pairing(const FunctionPair &Pair, uint64_t OldLine, uint64_t NewLine);

  std::vector<std::string> OldDirs, NewDirs;
  std::vector<std::optional<size_t>> NewFiles; ///< by file of the old report
  std::map<std::pair<bool, size_t>, SourceText> Sources;
};

} // namespace hpinstr

#endif
