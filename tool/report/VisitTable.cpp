//===- VisitTable.cpp - how long the visits of lines were -----------------===//
//
// Owns: the table of least, mean and greatest times and their distribution, with the mean time of a visit that its
// thread was not on a processor. Must not: choose functions.
//
// A distribution is one character for each doubling of the time, from the shortest bin that has visits to the longest;
// the character says which share of the visits the bin has: '#' from a third on, then '+', '=', '-', ':' and '.', each
// for a third of the one before it, and a space for none.
//
//===----------------------------------------------------------------------===//
#include "VisitTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using namespace hpinstr;

/// Three digits and a unit.
static std::string timeText(double Ns) {
  static constexpr struct {
    double Ns;
    const char *Unit;
  } Units[] = {{1e9, " s"}, {1e6, " ms"}, {1e3, " us"}};
  for (const auto &[Size, Unit] : Units)
    if (Ns >= Size)
      return formatv(Ns < 10 * Size ? "{0:F2}{1}" : "{0:F1}{1}", Ns / Size, Unit).str();
  return formatv("{0:F1} ns", Ns).str();
}

static char mark(uint64_t Part, uint64_t Whole) {
  static constexpr StringLiteral Marks = "#+=-:.";
  if (!Part)
    return ' ';
  size_t Third = 0;
  double Scaled = 3 * double(Part);
  for (; Scaled < double(Whole) && Third + 1 < Marks.size(); ++Third)
    Scaled *= 3;
  return Marks[Third];
}

static std::string distribution(const ExactTimes &E) {
  auto Has = [](uint64_t N) { return N != 0; };
  auto First = find_if(E.Bins, Has);
  if (First == E.Bins.end())
    return "";
  auto Last = E.Bins.end();
  while (!Last[-1])
    --Last;
  unsigned Begin = First - E.Bins.begin(), End = Last - E.Bins.begin();
  std::string Marks;
  for (uint64_t N : make_range(First, Last))
    Marks += mark(N, E.Visits);
  std::string To = End == E.Bins.size() ? "more" : timeText(binBeginNs(End));
  return timeText(binBeginNs(Begin)) + " |" + Marks + "| " + To;
}

static void printRow(StringRef Name, const ExactTimes &E, bool HasOffCpu, raw_ostream &OS) {
  OS << right_justify(Name, 6) << right_justify(std::to_string(E.Visits), 12);
  if (!E.Visits) {
    OS << '\n';
    return;
  }
  for (double Ps : {double(E.MinPs), E.meanPs(), double(E.MaxPs), E.deviationPs()})
    OS << right_justify((E.isMostlyProbes() ? "~" : "") + timeText(Ps / 1000), 10);
  if (HasOffCpu)
    OS << right_justify(timeText(double(E.OffTotalPs) / double(E.Visits) / 1000), 10);
  OS << "  " << distribution(E) << '\n';
}

void hpinstr::printVisitTable(const FunctionGroup &G, const Profile &P, const Palette &Colors, raw_ostream &OS) {
  if (!G.Exact)
    return;
  bool HasOffCpu = G.Exact->OffTotalPs > 0;
  OS << Colors.Bold << "Line #      Visits       Min      Mean       Max   Std Dev" << (HasOffCpu ? "   Off CPU" : "")
     << "  Distribution, a mark a doubling" << Colors.Reset << '\n';
  printRow("all", *G.Exact, HasOffCpu, OS);
  const LineMap &Lines = P.Files[G.File].Lines;
  for (auto It = Lines.lower_bound(G.Line), E = Lines.upper_bound(G.EndLine); It != E; ++It)
    if (It->second.Exact)
      printRow(std::to_string(It->first), *It->second.Exact, HasOffCpu, OS);
  OS << '\n';
}
