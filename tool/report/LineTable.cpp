//===- LineTable.cpp - source lines with their figures --------------------===//
//
// Owns: columns, widths and rows of a line table. Must not: find sources or choose functions.
//
//===----------------------------------------------------------------------===//
#include "LineTable.h"
#include "Diag.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

static std::string lineCell(const LineRow &Row) { return std::to_string(Row.Line); }

static std::string hitsCell(const LineRow &Row) {
  return Row.Figures.Hits ? std::to_string(*Row.Figures.Hits) : std::string();
}

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
  return (isFew(Source, Ns, NumSamples) || Row.IsBelowProbe ? "~" : "") + fixedText(double(Ns) / 1000, 1);
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
  std::string Text = fixedText(Us, Us > 0 && Us < 1 ? 4 : IsFine ? 3 : Us < 10 ? 2 : 1);
  return (Row.IsBelowProbe ? "~" : "") + Text;
}

static std::string shareCell(const LineRow &Row) {
  // A lambda's time on another thread can be more than its function's.
  if (!Row.Figures.Time || !Row.WholeNs || Row.Figures.Time->TotalNs > Row.WholeNs)
    return "";
  return fixedText(100 * double(Row.Figures.Time->TotalNs) / double(Row.WholeNs), 1);
}

static std::string samplesCell(const LineRow &Row) {
  const std::optional<TimeFigures> &Time = Row.Figures.Time;
  return Time && Time->Source == TimeSource::Sampled ? std::to_string(Time->Samples) : std::string();
}

/// Blank where it was on a processor all the time, or that is not told.
static std::string offCpuCell(const LineRow &Row) {
  uint64_t Ns = Row.Figures.Exact ? nsOf(Row.Figures.Exact->OffTotalPs) : 0;
  return Ns ? fixedText(double(Ns) / 1000, 1) : std::string();
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
    {"Line #", 6, lineCell},     {"Hits", 10, hitsCell},           {"Time (us)", 12, timeCell},
    {"Self (us)", 12, selfCell}, {"Off CPU (us)", 14, offCpuCell}, {"Per Hit", 10, perHitCell},
    {"% Time", 8, shareCell},    {"Samples", 9, samplesCell},      {"Allocs", 9, allocsCell},
    {"Bytes", 11, bytesCell},
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

namespace {
/// The cells of a column, one a row.
struct FilledColumn {
  FilledColumn(const LineColumn &C, size_t Gap, const std::vector<LineRow> &Rows);

  StringRef Title;
  size_t Width;
  bool IsUsed = false; ///< a cell is not empty
  std::vector<std::string> Cells;
};
} // namespace

FilledColumn::FilledColumn(const LineColumn &C, size_t Gap, const std::vector<LineRow> &Rows)
    : Title(C.Title), Width(C.MinWidth) {
  for (const LineRow &Row : Rows) {
    Cells.push_back(C.Cell(Row));
    IsUsed |= !Cells.back().empty();
    Width = std::max(Width, Cells.back().size() + Gap);
  }
}

static void printRow(const LineRow &Row, StringRef Cells, const Palette &Colors, raw_ostream &OS) {
  std::string Text = withoutTabs(printable(Row.Text));
  std::string Whole = Text.empty() ? Cells.rtrim().str() : (Cells + "  " + Text).str();
  bool IsMissed = Row.Figures.Hits == uint64_t(0);
  OS << (IsMissed ? Colors.Red : StringLiteral("")) << Whole << (IsMissed ? Colors.Reset : StringLiteral("")) << '\n';
}

static void addCell(std::string &Line, StringRef Cell, size_t Width) {
  Line.append(Width - Cell.size(), ' ');
  Line += Cell;
}

static void printColumns(const std::vector<LineRow> &Rows, ArrayRef<LineColumn> Columns, size_t NumAlways,
                         const Palette &Colors, raw_ostream &OS) {
  std::vector<FilledColumn> Filled;
  for (const auto &[I, C] : enumerate(Columns)) {
    Filled.emplace_back(C, /*Gap=*/I ? 2 : 0, Rows);
    if (I >= NumAlways && !Filled.back().IsUsed)
      Filled.pop_back();
  }
  std::string Line;
  for (const FilledColumn &C : Filled)
    addCell(Line, C.Title, C.Width);
  Line += "  Line Contents";
  OS << Colors.Bold << Line << Colors.Reset << '\n' << std::string(Line.size(), '=') << '\n';
  for (const auto &[I, Row] : enumerate(Rows)) {
    Line.clear();
    for (const FilledColumn &C : Filled)
      addCell(Line, C.Cells[I], C.Width);
    printRow(Row, Line, Colors, OS);
  }
}

void hpinstr::printLineTable(const std::vector<LineRow> &Rows, const Palette &Colors, raw_ostream &OS) {
  printColumns(Rows, AllColumns, /*NumAlways=*/2, Colors, OS);
}

void hpinstr::printMemoryTable(const std::vector<LineRow> &Rows, const Palette &Colors, raw_ostream &OS) {
  printColumns(Rows, MemoryColumns, /*NumAlways=*/std::size(MemoryColumns), Colors, OS);
}
