//===- LineTable.cpp - source lines with their figures --------------------===//
//
// Owns: columns, widths and rows of a line table. Must not: find sources or choose functions.
//
//===----------------------------------------------------------------------===//
#include "LineTable.h"
#include "Diag.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatAdapters.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using namespace hpinstr;

static std::string lineCell(const LineRow &Row) { return std::to_string(Row.Line); }

static std::string hitsCell(const LineRow &Row) {
  return Row.Figures.Hits ? std::to_string(*Row.Figures.Hits) : std::string();
}

static const LineColumn Columns[] = {
    {"Line #", 6, lineCell},
    {"Hits", 10, hitsCell},
};

static std::vector<size_t> columnWidths(const std::vector<LineRow> &Rows) {
  std::vector<size_t> Widths;
  for (const LineColumn &C : Columns) {
    size_t Width = C.MinWidth;
    for (const LineRow &Row : Rows)
      Width = std::max(Width, C.Cell(Row).size() + (Widths.empty() ? 0 : 2));
    Widths.push_back(Width);
  }
  return Widths;
}

static void printRow(const LineRow &Row, ArrayRef<size_t> Widths, const Palette &Colors, raw_ostream &OS) {
  std::string Cells;
  for (const auto &[C, Width] : zip(Columns, Widths)) {
    std::string Cell = C.Cell(Row);
    Cells += std::string(Width - Cell.size(), ' ') + Cell;
  }
  std::string Text = printable(Row.Text);
  bool IsMissed = Row.Figures.Hits == uint64_t(0);
  std::string Whole = Text.empty() ? StringRef(Cells).rtrim().str() : Cells + "  " + Text;
  OS << (IsMissed ? Colors.Red : StringLiteral("")) << Whole << (IsMissed ? Colors.Reset : StringLiteral("")) << '\n';
}

void hpinstr::printLineTable(const std::vector<LineRow> &Rows, const Palette &Colors, raw_ostream &OS) {
  std::vector<size_t> Widths = columnWidths(Rows);
  std::string Title;
  for (const auto &[C, Width] : zip(Columns, Widths))
    Title += std::string(Width - C.Title.size(), ' ') + C.Title.str();
  Title += "  Line Contents";
  OS << Colors.Bold << Title << Colors.Reset << '\n' << std::string(Title.size(), '=') << '\n';
  for (const LineRow &Row : Rows)
    printRow(Row, Widths, Colors, OS);
}
