//===- ExactTimes.cpp - exact times of a line or function -----------------===//
//
// Owns: what the counters of include/hpinstr/Tables.h say of time, summed, and figures that follow. Must not: print.
//
//===----------------------------------------------------------------------===//
#include "ExactTimes.h"
#include <algorithm>
#include <cmath>

using namespace llvm;
using namespace hpinstr;

ExactTimes::ExactTimes(ArrayRef<uint64_t> Sums, ArrayRef<uint64_t> Maxima)
    : TotalPs(Sums[HPI_TIME_SELF_ADJUSTED] + Sums[HPI_TIME_INNER_ADJUSTED]),
      RawTotalPs(Sums[HPI_TIME_SELF] + Sums[HPI_TIME_INNER]), SelfPs(Sums[HPI_TIME_SELF_ADJUSTED]),
      RawSelfPs(Sums[HPI_TIME_SELF]), SumPs(Sums[HPI_TIME_SELF_ADJUSTED] + Sums[HPI_TIME_INNER_SUM]),
      SquaresPs2(std::ldexp(double(Sums[HPI_TIME_SQUARE_HIGH]), HPI_TIME_SQUARE_BITS + 2 * HPI_TIME_SQUARE_SHIFT) +
                 std::ldexp(double(Sums[HPI_TIME_SQUARE_LOW]), 2 * HPI_TIME_SQUARE_SHIFT)),
      MaxPs(Maxima[HPI_TIME_MAX]) {
  for (unsigned I = 0; I != HPI_NUM_TIMEBINS; ++I)
    Visits += Bins[I] = Sums[HPI_TIME_BINS + I];
  MinPs = Visits ? ~Maxima[HPI_TIME_NOT_MIN] : 0;
  if (Sums.size() <= HPI_TIME_OFF_INNER)
    return;
  // Of a visit that has not ended it may be there already; the time is not.
  uint64_t Self = Sums[HPI_TIME_OFF_SELF], Total = Self + Sums[HPI_TIME_OFF_INNER];
  OffSelfPs = std::clamp<int64_t>(int64_t(Self), 0, std::max<int64_t>(RawSelfPs, 0));
  OffTotalPs = std::clamp<int64_t>(int64_t(Total), 0, std::max<int64_t>(RawTotalPs, 0));
}

void ExactTimes::add(const ExactTimes &Other) {
  if (Other.Visits)
    MinPs = Visits ? std::min(MinPs, Other.MinPs) : Other.MinPs;
  MaxPs = std::max(MaxPs, Other.MaxPs);
  Visits += Other.Visits;
  TotalPs += Other.TotalPs;
  RawTotalPs += Other.RawTotalPs;
  SelfPs += Other.SelfPs;
  RawSelfPs += Other.RawSelfPs;
  OffTotalPs += Other.OffTotalPs;
  OffSelfPs += Other.OffSelfPs;
  SumPs += Other.SumPs;
  SquaresPs2 += Other.SquaresPs2;
  for (unsigned I = 0; I != HPI_NUM_TIMEBINS; ++I)
    Bins[I] += Other.Bins[I];
}

double ExactTimes::deviationPs() const {
  double Variance = Visits ? SquaresPs2 / double(Visits) - meanPs() * meanPs() : 0;
  return Variance > 0 ? std::sqrt(Variance) : 0;
}

double hpinstr::binBeginNs(unsigned Bin) { return Bin ? std::ldexp(1e-3, int(HPI_TIME_FIRST_BIN_BITS + Bin) - 1) : 0; }

uint64_t hpinstr::nsOf(int64_t Ps) { return Ps > 0 ? (uint64_t(Ps) + 500) / 1000 : 0; }
