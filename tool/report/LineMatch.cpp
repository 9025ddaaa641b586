//===- LineMatch.cpp - which lines of two texts are one -------------------===//
//
// Owns: the longest common part of two versions of a function. Must not: know files or figures.
//
// What both texts begin and end with is taken off first. Of the rest the longest common subsequence is found in a table
// of all pairs. Where that would be too large, nothing of the rest is one: functions of thousands of lines that changed
// from one end to the other are new text.
//
//===----------------------------------------------------------------------===//
#include "LineMatch.h"
#include <algorithm>
#include <cstdint>

using namespace llvm;
using namespace hpinstr;

static constexpr size_t MaxCells = 1 << 24;

static bool isSame(StringRef A, StringRef B) { return A.trim() == B.trim(); }

namespace {
/// Lengths[I, J]: most lines that Old from I on and New from J on have in common.
class CommonLengths {
public:
  CommonLengths(ArrayRef<StringRef> Old, ArrayRef<StringRef> New)
      : Width(New.size() + 1), Lengths((Old.size() + 1) * Width) {
    for (size_t I = Old.size(); I-- > 0;)
      for (size_t J = New.size(); J-- > 0;)
        Lengths[I * Width + J] = isSame(Old[I], New[J]) ? at(I + 1, J + 1) + 1 : std::max(at(I + 1, J), at(I, J + 1));
  }
  uint32_t at(size_t I, size_t J) const { return Lengths[I * Width + J]; }

private:
  size_t Width;
  std::vector<uint32_t> Lengths;
};
} // namespace

/// Appends the pairs of \p Old and \p New, whose first lines have the numbers \p Start.
static void matchMiddle(ArrayRef<StringRef> Old, ArrayRef<StringRef> New, size_t Start, std::vector<LinePair> &Pairs) {
  size_t I = 0, J = 0;
  if (!Old.empty() && !New.empty() && Old.size() < MaxCells / New.size()) {
    CommonLengths Common(Old, New);
    while (I != Old.size() && J != New.size()) {
      if (isSame(Old[I], New[J]))
        Pairs.push_back({Start + I++, Start + J++});
      else if (Common.at(I + 1, J) >= Common.at(I, J + 1))
        Pairs.push_back({Start + I++, std::nullopt});
      else
        Pairs.push_back({std::nullopt, Start + J++});
    }
  }
  while (I != Old.size())
    Pairs.push_back({Start + I++, std::nullopt});
  while (J != New.size())
    Pairs.push_back({std::nullopt, Start + J++});
}

std::vector<LinePair> hpinstr::matchLines(ArrayRef<StringRef> Old, ArrayRef<StringRef> New) {
  std::vector<LinePair> Pairs;
  size_t Shorter = std::min(Old.size(), New.size()), Head = 0, Tail = 0;
  while (Head != Shorter && isSame(Old[Head], New[Head]))
    ++Head;
  while (Tail != Shorter - Head && isSame(Old[Old.size() - 1 - Tail], New[New.size() - 1 - Tail]))
    ++Tail;
  for (size_t I = 0; I != Head; ++I)
    Pairs.push_back({I, I});
  matchMiddle(Old.slice(Head, Old.size() - Head - Tail), New.slice(Head, New.size() - Head - Tail), Head, Pairs);
  for (size_t I = Tail; I-- > 0;)
    Pairs.push_back({Old.size() - 1 - I, New.size() - 1 - I});
  return Pairs;
}
