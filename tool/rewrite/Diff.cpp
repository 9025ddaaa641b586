//===- Diff.cpp - what a rewritten file changes, for people to read -------===//
#include "Diff.h"

#include "llvm/ADT/SmallVector.h"

using namespace llvm;

static SmallVector<StringRef> splitLines(StringRef Text) {
  SmallVector<StringRef> Lines;
  Text.split(Lines, '\n');
  if (!Lines.empty() && Lines.back().empty())
    Lines.pop_back();
  return Lines;
}

void hpi::printDiff(StringRef Name, StringRef Old, StringRef New, raw_ostream &OS) {
  SmallVector<StringRef> Before = splitLines(Old), After = splitLines(New);
  size_t Added = After.size() - Before.size();
  OS << "--- " << Name << "\n+++ " << Name << '\n';
  if (Added) {
    OS << "@@ -0,0 +1," << Added << " @@\n";
    for (size_t I = 0; I != Added; ++I)
      OS << '+' << After[I] << '\n';
  }
  for (size_t I = 0; I != Before.size();) {
    size_t End = I;
    while (End != Before.size() && Before[End] != After[End + Added])
      ++End;
    if (End == I) {
      ++I;
      continue;
    }
    OS << "@@ -" << I + 1 << ',' << End - I << " +" << I + 1 + Added << ',' << End - I << " @@\n";
    for (size_t L = I; L != End; ++L)
      OS << '-' << Before[L] << '\n';
    for (size_t L = I; L != End; ++L)
      OS << '+' << After[L + Added] << '\n';
    I = End;
  }
}
