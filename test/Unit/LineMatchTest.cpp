//===- LineMatchTest.cpp - which lines of two texts are one ---------------===//
//
// Owns: lines that stay, come, go and are indented anew.
//
//===----------------------------------------------------------------------===//
#include "LineMatch.h"
#include "gtest/gtest.h"

using namespace hpinstr;

/// "=" for a line of both, "-" for one of the old text, "+" for one of the new.
static std::string match(llvm::ArrayRef<llvm::StringRef> Old, llvm::ArrayRef<llvm::StringRef> New) {
  std::string Text;
  for (const LinePair &L : matchLines(Old, New))
    Text += L.Old && L.New ? '=' : L.Old ? '-' : '+';
  return Text;
}

TEST(LineMatch, FindsWhatStays) {
  EXPECT_EQ(match({}, {}), "");
  EXPECT_EQ(match({"a", "b"}, {"a", "b"}), "==");
  EXPECT_EQ(match({"a", "b"}, {}), "--");
  EXPECT_EQ(match({"a", "b", "c"}, {"a", "x", "c"}), "=-+=");
  EXPECT_EQ(match({"a", "b", "c", "d"}, {"b", "d", "e"}), "-=-=+");
  EXPECT_EQ(match({"if (x)", "  y();"}, {"if (x) {", "\ty();", "}"}), "-+=+");
}

TEST(LineMatch, GivesUpOnTextThatIsAllNew) {
  std::vector<llvm::StringRef> Old(5000, "a"), New(5000, "b");
  EXPECT_EQ(matchLines(Old, New).size(), 10000u);
}
