//===- EstimateTest.cpp - errors of times and of their differences --------===//
//
// Owns: the error of samples, of exact visits and of runs that spread, and what is taken for a change.
//
//===----------------------------------------------------------------------===//
#include "Estimate.h"
#include "gtest/gtest.h"
#include <cmath>

using namespace hpinstr;

static TimeFigures sampled(uint64_t Ns, uint64_t NumSamples) {
  return {Ns, Ns, TimeSource::Sampled, NumSamples, NumSamples};
}

TEST(Estimate, OfSamplesIsOneOverTheRootOfTheirNumber) {
  Estimates E = estimate(sampled(1000000, 100), {}, 1, 10000, {});
  EXPECT_EQ(E.Self.Ns, 1000000);
  EXPECT_EQ(E.Self.ErrorNs, 100000);
  E = estimate(sampled(1000000, 100), {}, 4, 10000, {});
  EXPECT_EQ(E.Total.Ns, 250000);
  EXPECT_EQ(E.Total.ErrorNs, 25000);
}

TEST(Estimate, OfNoSampleIsThatOfOne) {
  Estimates E = estimate(std::nullopt, {}, 1, 10000, {});
  EXPECT_EQ(E.Self.Ns, 0);
  EXPECT_EQ(E.Self.ErrorNs, 10000);
}

TEST(Estimate, TakesTheLargerSpreadOfTheRuns) {
  std::vector<RunTimes> Runs = {{90000, 0}, {100000, 0}, {110000, 0}};
  Estimates E = estimate(sampled(300000, 1000000), {}, 3, 10, Runs);
  EXPECT_NEAR(E.Self.ErrorNs, 10000 / std::sqrt(3.0) * 2.15, 1);
  EXPECT_NEAR(E.Total.ErrorNs, 100, 1); // no spread of the totals
}

TEST(Estimate, OfExactVisitsIsTheirDeviation) {
  Rare<ExactTimes> Exact;
  Exact.emplace();
  Exact->Visits = 4;
  Exact->SumPs = 8000; // 1000 and 3000, twice each
  Exact->SquaresPs2 = 20e6;
  Estimates E = estimate(TimeFigures{8, 8, TimeSource::Exact, 0, 0}, Exact, 1, 0, {});
  EXPECT_NEAR(E.Self.ErrorNs, 2, 0.001);
}

TEST(Estimate, AChangeIsCertainBeyondTwoErrors) {
  EXPECT_TRUE(changeOf({100, 3}, {111, 4}).isCertain());
  EXPECT_FALSE(changeOf({100, 3}, {110, 4}).isCertain());
  EXPECT_EQ(changeOf({100, 3}, {90, 4}).Ns, -10);
}
