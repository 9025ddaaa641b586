//===- Timeline.cpp - the heap over time ----------------------------------===//
#include "Timeline.h"
#include "Diag.h"
#include "HeapText.h"
#include "ProcessText.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

using namespace llvm;
using namespace hpinstr;

static constexpr unsigned PlotWidth = 72, PlotHeight = 10, EighthsACell = 8;
static constexpr size_t MaxRegions = 12, NameWidth = 10;

/// The value of each column.
static std::vector<uint64_t> columnValues(ArrayRef<HpiHeapPoint> Points, uint64_t StartNs, unsigned Width) {
  uint64_t SpanNs = std::max<uint64_t>(1, Points.back().Ns - std::min(StartNs, Points.back().Ns));
  std::vector<std::optional<uint64_t>> Largest(Width);
  std::vector<uint64_t> Values, Last(Width);
  for (const HpiHeapPoint &P : Points) {
    double Share = double(P.Ns - std::min(StartNs, P.Ns)) / double(SpanNs);
    size_t Column = std::min<size_t>(Width - 1, size_t(Share * Width));
    Largest[Column] = std::max(Largest[Column].value_or(0), P.LiveBytes);
    Last[Column] = P.LiveBytes;
  }
  uint64_t Value = 0;
  for (unsigned I = 0; I != Width; ++I) {
    Values.push_back(std::max(Largest[I].value_or(0), Value));
    Value = Largest[I] ? Last[I] : Value;
  }
  return Values;
}

/// The part of a column in a row: \p Eighths of its height are filled, of which 8 are the whole.
static StringRef cell(uint64_t Eighths, bool IsUtf8) {
  static constexpr StringLiteral Blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (IsUtf8)
    return Blocks[std::min<uint64_t>(Eighths, EighthsACell)];
  return Eighths >= EighthsACell / 2 ? "#" : Eighths ? "." : " ";
}

void hpinstr::drawPlot(ArrayRef<HpiHeapPoint> Points, uint64_t StartNs, unsigned Width, unsigned Height, bool IsUtf8,
                       raw_ostream &OS) {
  if (Points.empty())
    return;
  std::vector<uint64_t> Values = columnValues(Points, StartNs, Width);
  uint64_t Top = std::max<uint64_t>(1, *std::max_element(Values.begin(), Values.end()));
  for (unsigned Row = Height; Row-- != 0;) {
    std::string Line;
    for (uint64_t Value : Values) {
      // What is not nothing shows.
      double Filled = double(Value) / double(Top) * Height * EighthsACell;
      auto Eighths = std::max<uint64_t>(uint64_t(Filled), Value != 0);
      uint64_t Below = uint64_t(Row) * EighthsACell;
      Line += cell(Eighths > Below ? Eighths - Below : 0, IsUtf8);
    }
    bool IsTop = Row + 1 == Height;
    OS << right_justify(IsTop ? bytesText(Top)
                        : Row ? ""
                              : "0 B",
                        10)
       << (IsUtf8 ? " │" : " |") << StringRef(Line).rtrim(' ') << '\n';
  }
  double Seconds = double(Points.back().Ns - std::min(StartNs, Points.back().Ns)) / 1e9;
  std::string End;
  raw_string_ostream(End) << format("%.3f s", Seconds);
  OS << right_justify("", 10) << (IsUtf8 ? " └" : " +");
  for (unsigned I = 0; I != Width; ++I)
    OS << (IsUtf8 ? "─" : "-");
  OS << '\n' << right_justify("0 s", 14) << right_justify(End, Width - 2) << '\n';
}

/// A row of marks: \p IsSet has the columns that something was in.
static void drawRow(StringRef Name, const std::vector<bool> &IsSet, bool IsUtf8, raw_ostream &OS) {
  std::string Label = printable(Name), Line;
  if (Label.size() > NameWidth)
    Label = Label.substr(0, NameWidth - 2) + "..";
  for (bool Set : IsSet)
    Line += !Set ? " " : IsUtf8 ? "━" : "=";
  OS << right_justify(Label, NameWidth) << "  " << StringRef(Line).rtrim(' ') << '\n';
}

void hpinstr::drawMarks(const RunHeap &Run, uint64_t StartNs, uint64_t EndNs, unsigned Width, bool IsUtf8,
                        raw_ostream &OS) {
  uint64_t SpanNs = std::max<uint64_t>(1, EndNs - std::min(StartNs, EndNs));
  auto Column = [&](uint64_t Ns) {
    return std::min<size_t>(Width - 1, size_t(double(Ns - std::min(StartNs, Ns)) / double(SpanNs) * Width));
  };
  std::vector<std::pair<std::string, std::vector<bool>>> Rows; // by first visit
  if (Run.SetpointNs)
    Rows.push_back({"set-point", std::vector<bool>(Width)}), Rows.back().second[Column(Run.SetpointNs)] = true;
  for (const RegionMark &Mark : Run.Marks) {
    auto It = find_if(Rows, [&](const auto &Row) { return Row.first == Mark.Name; });
    if (It == Rows.end())
      It = Rows.insert(Rows.end(), {Mark.Name, std::vector<bool>(Width)});
    for (size_t I = Column(Mark.StartNs); I <= Column(Mark.EndNs); ++I)
      It->second[I] = true;
  }
  for (const auto &[Name, IsSet] : ArrayRef(Rows).take_front(MaxRegions))
    drawRow(Name, IsSet, IsUtf8, OS);
  if (Rows.size() > MaxRegions)
    OS << "and " << countText(Rows.size() - MaxRegions, "other region", "other regions") << '\n';
  if (Run.NumUnmarked)
    OS << "Later visits of regions and functions, " << Run.NumUnmarked << ", are not marked\n";
}

/// The points with the peak and what is known at marks, which may lie between two of them.
static std::vector<HpiHeapPoint> allPoints(const RunHeap &Run) {
  std::vector<HpiHeapPoint> Points = Run.Points;
  if (Run.PeakNs)
    Points.push_back({Run.PeakNs, Run.PeakBytes, 0});
  for (const RegionMark &Mark : Run.Marks) {
    Points.push_back({Mark.StartNs, Mark.StartLiveBytes, 0});
    Points.push_back({Mark.EndNs, Mark.EndLiveBytes, 0});
  }
  llvm::sort(Points, [](const HpiHeapPoint &A, const HpiHeapPoint &B) {
    return std::tie(A.Ns, A.LiveBytes) < std::tie(B.Ns, B.LiveBytes);
  });
  return Points;
}

void hpinstr::printTimeline(const Profile &P, const CounterStore &Store, raw_ostream &OS) {
  const std::pair<const uint64_t, RunHeap> *Shown = nullptr;
  for (const auto &Run : P.Heap.Runs)
    if (!Run.second.Points.empty() && (!Shown || Run.second.PeakBytes > Shown->second.PeakBytes))
      Shown = &Run;
  if (!Shown)
    return;
  std::vector<HpiHeapPoint> Points = allPoints(Shown->second);
  auto Run = find_if(Store.Runs, [&](const StoredRun &R) { return R.Header.ImageId == Shown->first; });
  uint64_t StartNs = Points.front().Ns;
  if (Run != Store.Runs.end() && Run->Header.StartMonotonicNs)
    StartNs = std::min(StartNs, Run->Header.StartMonotonicNs);
  OS << "Live heap over time";
  if (P.Heap.Runs.size() > 1 && Run != Store.Runs.end())
    OS << " of the process with the largest: " << printable(processText(*Run));
  OS << '\n';
  drawPlot(Points, StartNs, PlotWidth, PlotHeight, isUtf8Locale(), OS);
  drawMarks(Shown->second, StartNs, Points.back().Ns, PlotWidth, isUtf8Locale(), OS);
  OS << '\n';
}
