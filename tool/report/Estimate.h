//===- Estimate.h - times of runs, and how far they can be believed -*- C++ -*-===//
//
// Owns: the standard error of a time, and of the difference of two. Must not: know lines or functions.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_ESTIMATE_H
#define HPINSTR_TOOL_REPORT_ESTIMATE_H

#include "Profile.h"
#include "llvm/ADT/ArrayRef.h"

namespace hpinstr {

/// Self and total time of something in one run, in nanoseconds.
struct RunTimes {
  double SelfNs = 0, TotalNs = 0;
};

/// A time of one run, nanoseconds, and its standard error.
struct Estimate {
  double Ns = 0, ErrorNs = 0;
};

/// Self and total.
struct Estimates {
  Estimate Self, Total;
};

/// What is known of a time that is a sum over \p NumRuns runs of the same thing.
/// \param Time     absent where no sample, and no visit, fell there
/// \param Exact    where \p Time is exact
/// \param SampleNs what a sample stands for
/// \param Runs     the time in each run, empty where that is not known; with it, the spread of the runs counts, too
Estimates estimate(const std::optional<TimeFigures> &Time, const Rare<ExactTimes> &Exact, size_t NumRuns,
                   double SampleNs, llvm::ArrayRef<RunTimes> Runs);

/// The difference of two times. \c RangeNs is two standard errors: nineteen of twenty differences lie so near.
struct Change {
  double Ns, RangeNs;
  bool isCertain() const { return std::abs(Ns) > RangeNs; }
};

Change changeOf(const Estimate &Old, const Estimate &New);

} // namespace hpinstr

#endif
