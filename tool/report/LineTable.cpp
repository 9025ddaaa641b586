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

static std::string fixed(double Value) { return formatv("{0:F1}", Value).str(); }

static bool isFew(TimeSource Source, uint64_t Ns, uint64_t NumSamples) {
  return Source == TimeSource::Sampled && Ns && NumSamples < FewSamples;
}

bool hpinstr::hasFewSamples(const LineRow &Row) {
  const std::optional<TimeFigures> &T = Row.Figures.Time;
  return T && (isFew(T->Source, T->TotalNs, T->Samples) || isFew(T->Source, T->SelfNs, T->SelfSamples));
}

/// What cannot be measured well is marked: an exact time below what the probe resolves, a sampled one whose standard
/// error is above a fifth of it.
static std::string timeText(const LineRow &Row, TimeSource Source, uint64_t Ns, uint64_t NumSamples) {
  return (isFew(Source, Ns, NumSamples) || Row.IsBelowProbe ? "~" : "") + fixed(double(Ns) / 1000);
}

static std::string timeCell(const LineRow &Row) {
  const std::optional<TimeFigures> &Time = Row.Figures.Time;
  return Time ? timeText(Row, Time->Source, Time->TotalNs, Time->Samples) : std::string();
}

static std::string selfCell(const LineRow &Row) {
  const std::optional<TimeFigures> &Time = Row.Figures.Time;
  return Time ? timeText(Row, Time->Source, Time->SelfNs, Time->SelfSamples) : std::string();
}

static std::string perHitCell(const LineRow &Row) {
  const std::optional<TimeFigures> &Time = Row.Figures.Time;
  uint64_t Hits = Row.Figures.Hits.value_or(0);
  if (!Time || !Hits)
    return "";
  double Us = double(Time->TotalNs) / 1000 / double(Hits);
  bool IsFine = Us < 10 && Time->Source == TimeSource::Exact;
  bool IsTiny = Us > 0 && Us < 0.05; // a nanosecond is not nothing
  std::string Text = IsFine ? formatv("{0:F3}", Us).str() : IsTiny ? formatv("{0:F4}", Us).str() : fixed(Us);
  return (Row.IsBelowProbe ? "~" : "") + Text;
}

static std::string shareCell(const LineRow &Row) {
  // A lambda's time on another thread can be more than its function's.
  if (!Row.Figures.Time || !Row.WholeNs || Row.Figures.Time->TotalNs > Row.WholeNs)
    return "";
  return fixed(100 * double(Row.Figures.Time->TotalNs) / double(Row.WholeNs));
}

static std::string samplesCell(const LineRow &Row) {
  const std::optional<TimeFigures> &Time = Row.Figures.Time;
  return Time && Time->Source == TimeSource::Sampled ? std::to_string(Time->Samples) : std::string();
}

/// Blank where nothing was allocated, as in a line that only frees.
static std::string allocsCell(const LineRow &Row) {
  const Rare<AllocFigures> &A = Row.Figures.Allocs;
  return A && A->Allocs ? std::to_string(A->Allocs) : std::string();
}

static std::string bytesCell(const LineRow &Row) {
  const Rare<AllocFigures> &A = Row.Figures.Allocs;
  return A && A->Allocs ? std::to_string(A->Bytes) : std::string();
}

static const LineColumn AllColumns[] = {
    {"Line #", 6, lineCell},     {"Hits", 10, hitsCell},      {"Time (us)", 12, timeCell},
    {"Self (us)", 12, selfCell}, {"Per Hit", 10, perHitCell}, {"% Time", 8, shareCell},
    {"Samples", 9, samplesCell}, {"Allocs", 9, allocsCell},   {"Bytes", 11, bytesCell},
};

static std::string usageCell(const LineRow &Row) {
  return Row.UsageBytes ? memoryText(*Row.UsageBytes) : std::string();
}

static std::string incrementCell(const LineRow &Row) {
  const Rare<AllocFigures> &A = Row.Figures.Allocs;
  if (!A)
    return Row.Figures.Hits ? memoryText(0) : std::string();
  return memoryText(int64_t(A->Bytes - A->FreedBytes));
}

static const LineColumn MemoryColumns[] = {{"Line #", 6, lineCell},
                                           {"Mem usage", 13, usageCell},
                                           {"Increment", 13, incrementCell},
                                           {"Occurrences", 13, hitsCell}};

static std::vector<LineColumn> usedColumns(const std::vector<LineRow> &Rows) {
  std::vector<LineColumn> Used(AllColumns, AllColumns + 2);
  for (const LineColumn &C : drop_begin(AllColumns, 2))
    if (any_of(Rows, [&](const LineRow &Row) { return !C.Cell(Row).empty(); }))
      Used.push_back(C);
  return Used;
}

static std::vector<size_t> columnWidths(const std::vector<LineRow> &Rows, ArrayRef<LineColumn> Columns) {
  std::vector<size_t> Widths;
  for (const LineColumn &C : Columns) {
    size_t Width = C.MinWidth;
    for (const LineRow &Row : Rows)
      Width = std::max(Width, C.Cell(Row).size() + (Widths.empty() ? 0 : 2));
    Widths.push_back(Width);
  }
  return Widths;
}

static void printRow(const LineRow &Row, ArrayRef<LineColumn> Columns, ArrayRef<size_t> Widths, const Palette &Colors,
                     raw_ostream &OS) {
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

static void printColumns(const std::vector<LineRow> &Rows, ArrayRef<LineColumn> Columns, const Palette &Colors,
                         raw_ostream &OS) {
  std::vector<size_t> Widths = columnWidths(Rows, Columns);
  std::string Title;
  for (const auto &[C, Width] : zip(Columns, Widths))
    Title += std::string(Width - C.Title.size(), ' ') + C.Title.str();
  Title += "  Line Contents";
  OS << Colors.Bold << Title << Colors.Reset << '\n' << std::string(Title.size(), '=') << '\n';
  for (const LineRow &Row : Rows)
    printRow(Row, Columns, Widths, Colors, OS);
}

void hpinstr::printLineTable(const std::vector<LineRow> &Rows, const Palette &Colors, raw_ostream &OS) {
  printColumns(Rows, usedColumns(Rows), Colors, OS);
}

void hpinstr::printMemoryTable(const std::vector<LineRow> &Rows, const Palette &Colors, raw_ostream &OS) {
  printColumns(Rows, MemoryColumns, Colors, OS);
}
