//===- TimelineTest.cpp - the heap over time as a plot --------------------===//
//
// Owns: what columns a point fills, where there is no point, and both character sets.
//
//===----------------------------------------------------------------------===//
#include "Timeline.h"
#include "gtest/gtest.h"

using namespace hpinstr;

static std::string plot(llvm::ArrayRef<HpiHeapPoint> Points, bool IsUtf8, unsigned Height = 2) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  drawPlot(Points, 1000, 8, Height, IsUtf8, OS);
  return OS.str();
}

TEST(Timeline, HoldsAValueUntilTheNext) {
  EXPECT_EQ(plot({{1000, 4, 0}, {1500, 8, 0}, {1999, 2, 0}, {2000, 0, 0}}, false), "       8 B |    ####\n"
                                                                                   "       0 B |########\n"
                                                                                   "           +--------\n"
                                                                                   "           0 s0.000 s\n");
}

TEST(Timeline, ShowsWhatIsNotNothing) {
  std::string Text = plot({{1000, 1, 0}, {1500, 1000000, 0}, {2000, 0, 0}}, true, 1);
  EXPECT_NE(Text.find("1.0 MB │▁▁▁▁████\n"), std::string::npos) << Text;
}

TEST(Timeline, TakesAnyPoints) {
  EXPECT_EQ(plot({}, false), "");
  EXPECT_NE(plot({{5, 0, 0}}, false), "");
  EXPECT_NE(plot({{2000, ~uint64_t(0), 0}, {1000, 3, 0}, {0, 1, 0}}, false), "");
}
