//===- Estimate.cpp - times of runs, and how far they can be believed -----===//
//
// Owns: the standard error of a time, and of the difference of two. Must not: know lines or functions.
//
// Two things make a time differ that is the same: chance of sampling, and what differs from run to run (the machine's
// other work, its clock, where memory lies). Of N samples the first is one over the square root of N of the time; of an
// exact time it is the deviation of a visit times the square root of their number. The second is known where there are
// three runs or more: the deviation of the runs over the square root of their number, wider by Student's t, for three
// runs say little of their own spread. Since runs that were sampled spread by chance of sampling, too, the larger of
// the two stands for both. Bias: of fewer than three runs the second is left out, and the error too small.
//
//===----------------------------------------------------------------------===//
#include "Estimate.h"
#include <cmath>

using namespace llvm;
using namespace hpinstr;

static constexpr size_t MinRuns = 3;

/// \returns by how much two standard errors found from \p Num runs are to be widened: Student's t of 95 % over 2
static double widening(size_t Num) {
  static constexpr double Factors[] = {2.15, 1.59, 1.39, 1.29, 1.22, 1.18, 1.15, 1.13};
  size_t Index = Num - MinRuns;
  return Index < std::size(Factors) ? Factors[Index] : 1.1;
}

static double spread(ArrayRef<RunTimes> Runs, double RunTimes::*Time) {
  if (Runs.size() < MinRuns)
    return 0;
  double Sum = 0, Squares = 0, Num = double(Runs.size());
  for (const RunTimes &Run : Runs)
    Sum += Run.*Time;
  for (const RunTimes &Run : Runs)
    Squares += (Run.*Time - Sum / Num) * (Run.*Time - Sum / Num);
  return std::sqrt(Squares / (Num - 1) / Num) * widening(Runs.size());
}

/// \returns the error of a sum over all runs
static double ownError(uint64_t Ns, uint64_t NumSamples, const Rare<ExactTimes> &Exact, double SampleNs) {
  if (Exact)
    return Exact->deviationPs() / 1000 * std::sqrt(double(Exact->Visits));
  return NumSamples ? double(Ns) / std::sqrt(double(NumSamples)) : SampleNs;
}

Estimates hpinstr::estimate(const std::optional<TimeFigures> &Time, const Rare<ExactTimes> &Exact, size_t NumRuns,
                            double SampleNs, ArrayRef<RunTimes> Runs) {
  TimeFigures T = Time.value_or(TimeFigures());
  double Num = double(std::max<size_t>(NumRuns, 1));
  auto Make = [&](uint64_t Ns, uint64_t NumSamples, double RunTimes::*Which) {
    double Own = ownError(Ns, NumSamples, Exact, SampleNs) / Num;
    return Estimate{double(Ns) / Num, std::max(Own, spread(Runs, Which))};
  };
  return {Make(T.SelfNs, T.SelfSamples, &RunTimes::SelfNs), Make(T.TotalNs, T.Samples, &RunTimes::TotalNs)};
}

Change hpinstr::changeOf(const Estimate &Old, const Estimate &New) {
  return {New.Ns - Old.Ns, 2 * std::hypot(Old.ErrorNs, New.ErrorNs)};
}
