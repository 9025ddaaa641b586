//===- ExactTimes.h - exact times of a line or function ---------*- C++ -*-===//
//
// Owns: what the counters of include/hpinstr/Tables.h say of time, summed, and figures that follow. Must not: print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_EXACTTIMES_H
#define HPINSTR_TOOL_REPORT_EXACTTIMES_H

#include "hpinstr/Tables.h"
#include "llvm/ADT/ArrayRef.h"
#include <array>
#include <cstdint>

namespace hpinstr {

/// All times in picoseconds. Raw is as read; what is not called so is less the cost of probes.
struct ExactTimes {
  uint64_t Visits = 0;
  int64_t TotalPs = 0, RawTotalPs = 0;   ///< visits within visits counted once
  int64_t SelfPs = 0, RawSelfPs = 0;     ///< without timed functions called
  int64_t OffTotalPs = 0, OffSelfPs = 0; ///< of the raw times, what their threads were not on a processor
  int64_t SumPs = 0;                     ///< over all visits, also those within others
  double SquaresPs2 = 0;                 ///< sum of the visits' squares
  uint64_t MaxPs = 0, MinPs = 0;         ///< of the visits; 0 where there are none
  std::array<uint64_t, HPI_NUM_TIMEBINS> Bins = {};

  ExactTimes() = default;
  /// Of HPI_NUM_TIMECOUNTERS counters, or as many as come before HPI_TIME_OFF_INNER, and HPI_NUM_TIMEMAXIMA.
  ExactTimes(llvm::ArrayRef<uint64_t> Sums, llvm::ArrayRef<uint64_t> Maxima);

  void add(const ExactTimes &Other);

  double meanPs() const { return Visits && SumPs > 0 ? double(SumPs) / double(Visits) : 0; }
  /// Of the visits seen, not an estimate for others.
  double deviationPs() const;
  /// True where a visit is, in the mean, shorter than the probe that measures it.
  bool isBelow(uint64_t ProbePs) const { return Visits && meanPs() < double(ProbePs); }
  /// What was taken off for probes, of those of timed functions called, too.
  int64_t probesPs() const { return RawTotalPs - TotalPs; }
  /// True where that is more than what is left: what probes cost is known to about a tenth.
  bool isMostlyProbes() const { return probesPs() > TotalPs; }
};

/// Nanoseconds from which on bin \p Bin holds visits, up to where the next begins.
double binBeginNs(unsigned Bin);

/// Nanoseconds of \p Ps picoseconds, 0 where that is negative.
uint64_t nsOf(int64_t Ps);

} // namespace hpinstr

#endif
