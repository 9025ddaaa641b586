//===- WholeRun.h - what the processes took as a whole ----------*- C++ -*-===//
//
// Owns: the sums and maxima over processes, and the head of a report. Must not: take what is not known for 0.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_WHOLERUN_H
#define HPINSTR_TOOL_REPORT_WHOLERUN_H

#include "CounterStore.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

namespace hpinstr {

/// What a process took, as `time -v` has it; only of a process whose end was seen.
struct RunUsage {
  std::optional<uint64_t> WallNs; ///< from its start to its end
  uint64_t UserNs, SysNs;
  uint64_t MaxRssBytes;
  uint64_t MinorFaults, MajorFaults;
  uint64_t VoluntarySwitches, InvoluntarySwitches;
};

std::optional<RunUsage> usageOf(const HpiFileHeader &Header);

/// \returns a load average of the header, in thousandths
std::optional<uint64_t> loadOf(uint32_t Stored);

/// All processes of a report.
struct WholeRun {
  size_t NumProcesses = 0;
  size_t NumEnded = 0;               ///< processes whose end was seen: Usage is over these
  std::optional<RunUsage> Usage;     ///< sums; MaxRssBytes is the largest; WallNs from the first start to the last end
  std::optional<uint64_t> SumWallNs; ///< the processes' wall times added up
};

WholeRun wholeRun(const std::vector<StoredRun> &Runs);

/// Prints the head of a report: what the processes took, and on which machines.
void printWholeRun(const std::vector<StoredRun> &Runs, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
