//===- TextTable.cpp - columns of text ------------------------------------===//
//
// Owns: widths of columns. Must not: know what a cell means.
//
//===----------------------------------------------------------------------===//
#include "TextTable.h"
#include "Diag.h"
#include <algorithm>

using namespace llvm;
using namespace hpinstr;

void TextTable::print(const Palette &Colors, raw_ostream &OS) const {
  size_t NumFigures = Titles.size() - 1;
  std::vector<size_t> Widths(NumFigures);
  for (size_t I = 0; I != NumFigures; ++I)
    for (const std::vector<std::string> &Row : Rows)
      if (!Row[I].empty())
        Widths[I] = std::max({Widths[I], Row[I].size(), Titles[I].size()});
  auto Line = [&](const std::vector<std::string> &Cells) {
    std::string Text;
    for (size_t I = 0; I != NumFigures; ++I)
      if (Widths[I])
        Text += std::string(Widths[I] - Cells[I].size(), ' ') + Cells[I] + "  ";
    return StringRef(Text + withoutTabs(printable(Cells.back()))).rtrim().str();
  };
  std::string Head = Line(Titles);
  OS << Colors.Bold << Head << Colors.Reset << '\n' << std::string(Head.size(), '=') << '\n';
  for (const std::vector<std::string> &Row : Rows)
    OS << Line(Row) << '\n';
}
