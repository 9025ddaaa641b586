//===- SampledTime.cpp - samples to times of lines and functions ----------===//
//
// The first frame of a stack that is instrumented has the sample's self time: code of libraries and system headers that
// it calls is its own. All others have it as total time, each line and function once, however often it is in the stack.
//
//===----------------------------------------------------------------------===//
#include "SampledTime.h"
#include "LineTable.h"
#include "ProfileRows.h"
#include "StackTimes.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include <cmath>
#include <set>

using namespace llvm;
using namespace hpinstr;

namespace {
/// Adds time to a profile.
class TimeAdder {
public:
  explicit TimeAdder(Profile &P) : P(P) {}
  void addLine(size_t File, uint64_t Line, const TimeFigures &Sum) { add(P.Files[File].Lines[Line], Sum); }
  void addFunction(size_t Function, const TimeFigures &Sum) { add(P.Functions[Function], Sum); }
  void addNested(size_t Function, const StackWeight &Nested) {
    P.Functions[Function].NestedNs += Nested.Ns;
    P.Functions[Function].NestedSamples += Nested.Samples;
  }
  void addEdge(size_t Caller, size_t Callee, const TimeFigures &Sum) { sum(P.TimeEdges[{Caller, Callee}], Sum); }

private:
  static void sum(TimeFigures &To, const TimeFigures &From);
  template <typename FiguresT> static void add(FiguresT &Figures, const TimeFigures &Sum);

  Profile &P;
};
} // namespace

void TimeAdder::sum(TimeFigures &To, const TimeFigures &From) {
  To.SelfNs += From.SelfNs;
  To.TotalNs += From.TotalNs;
  To.SelfSamples += From.SelfSamples;
  To.Samples += From.Samples;
}

template <typename FiguresT> void TimeAdder::add(FiguresT &Figures, const TimeFigures &Sum) {
  if (Figures.Exact)
    return;
  if (!Figures.Time)
    Figures.Time.emplace();
  sum(*Figures.Time, Sum);
}

/// CPU time of the process that no sample stands for: none is known where that is not the whole of it.
static uint64_t unsampledNs(const CounterStore &Store, uint64_t ImageId, const HpiSamplesChunk &Info,
                            uint64_t SampledNs) {
  auto Run = llvm::find_if(Store.Runs, [&](const StoredRun &R) { return R.Header.ImageId == ImageId; });
  bool IsWhole = Info.Clock == HPI_SAMPLE_CPU && !(Info.Flags & HPI_SAMPLES_PARTIAL);
  if (Run == Store.Runs.end() || Run->Header.EndKind == HPI_END_UNKNOWN || !IsWhole)
    return 0;
  uint64_t CpuNs = Run->Header.UserNs + Run->Header.SysNs;
  return CpuNs - std::min(CpuNs, Info.SamplerNs + SampledNs);
}

/// \returns by stack, whether it has a frame of instrumented code
static std::vector<bool> findFrames(const StackTable &Table, const SourceStacks &Sources) {
  std::vector<bool> HasFrames(Table.Stacks.size());
  for (uint32_t Stack = 1; Stack != HasFrames.size(); ++Stack) // behind its caller
    HasFrames[Stack] = HasFrames[Table.Stacks[Stack].Caller] || !Sources.ownFrames(Stack).empty();
  return HasFrames;
}

/// How the samples of each process were taken, and how much of its time no line has.
static void addRunTimes(Profile &P, const CounterStore &Store, const SourceStacks &Sources) {
  std::vector<bool> HasFrames = findFrames(Store.Stacks, Sources);
  for (const StoredSamples &Samples : Store.Samples) {
    RunTime &Run = P.RunTimes[Samples.ImageId];
    Run.SampledNs += Samples.SampledNs;
    for (const StoredSamples::Sum &Sum : Samples.Sums)
      if (!HasFrames[Sum.Stack])
        Run.UnattributedNs += Sum.Ns;
    Run.NumSamples += Samples.NumSamples;
    Run.NumLost = Samples.Info.NumLost;
    Run.Source = Samples.Info.Source;
    Run.Clock = Samples.Info.Clock;
    Run.SamplerNs = Samples.Info.SamplerNs;
  }
  for (const StoredSamples &Samples : Store.Samples)
    if (Samples.Label.empty()) // each process has one of these
      P.RunTimes[Samples.ImageId].UnattributedNs +=
          unsampledNs(Store, Samples.ImageId, Samples.Info, P.RunTimes[Samples.ImageId].SampledNs);
}

static void addSamples(Profile &P, const CounterStore &Store, const SourceStacks &Sources) {
  addRunTimes(P, Store, Sources);
  std::vector<StackWeight> Weights(Store.Stacks.Stacks.size());
  for (const StoredSamples &Samples : Store.Samples)
    for (const StoredSamples::Sum &Sum : Samples.Sums) {
      Weights[Sum.Stack].Ns += Sum.Ns;
      Weights[Sum.Stack].Samples += Sum.Count;
    }
  std::vector<uint32_t> Places = P.functionPlaces();
  StackTimes Times(Store.Stacks, Sources, Weights, Places);
  TimeAdder Adder(P);
  for (const StackTimes::LineTime &L : Times.Lines)
    if (L.Function == SourceFrame::None || !P.Functions[L.Function].Exact) // whose lines have all its time already
      Adder.addLine(L.File, L.Line, L.Time);
  for (const auto &[Function, Time] : enumerate(Times.Functions))
    if (Time.Samples) {
      Adder.addFunction(Function, Time);
      Adder.addNested(Function, Times.Nested[Function]);
    }
  for (const StackTimes::EdgeTime &E : Times.Edges)
    Adder.addEdge(E.Caller, E.Callee, E.Time);
}

static std::string figureText(const TimeFigures &T) {
  return (Twine("\t") + Twine(T.SelfNs) + "\t" + Twine(T.TotalNs) + "\t" + Twine(T.SelfSamples) + "\t" +
          Twine(T.Samples) + "\n")
      .str();
}

std::string hpinstr::sampledTimeRows(const Profile &P) {
  std::vector<std::string> Rows;
  for (const ProfileFile &File : P.Files)
    for (const auto &[Line, Figures] : File.Lines)
      if (Figures.Time && Figures.Time->Source == TimeSource::Sampled)
        Rows.push_back("line\t" + escapedWord(File.Path) + "\t" + std::to_string(Line) + figureText(*Figures.Time));
  for (size_t I = 0; I != P.Functions.size(); ++I)
    if (const std::optional<TimeFigures> &Time = P.Functions[I].Time; Time && Time->Source == TimeSource::Sampled)
      Rows.push_back("function\t" + functionKey(P, I) + figureText(*Time));
  for (size_t I = 0; I != P.Functions.size(); ++I)
    if (P.Functions[I].NestedSamples)
      Rows.push_back("nested\t" + functionKey(P, I) +
                     figureText({0, P.Functions[I].NestedNs, TimeSource::Sampled, 0, P.Functions[I].NestedSamples}));
  for (const auto &[Edge, Time] : P.TimeEdges)
    Rows.push_back("edge\t" + functionKey(P, Edge.first) + "\t" + functionKey(P, Edge.second) + figureText(Time));
  for (const auto &[Image, Run] : P.RunTimes)
    Rows.push_back((Twine("run\t") + Twine(Image) + "\t" + Twine(Run.SampledNs) + "\t" + Twine(Run.UnattributedNs) +
                    "\t" + Twine(Run.NumSamples) + "\t" + Twine(Run.NumLost) + "\t" + Twine(Run.Source) + "\t" +
                    Twine(Run.Clock) + "\t" + Twine(Run.SamplerNs) + "\n")
                       .str());
  llvm::sort(Rows);
  return join(Rows, "");
}

namespace {
/// Reads rows back.
class RowReader {
public:
  explicit RowReader(Profile &P) : P(P), Adder(P), Index(P) {}
  /// \returns false where the row makes no sense, or names what the profile does not have
  bool read(StringRef Row);

private:
  bool readRun(ArrayRef<StringRef> Words);

  Profile &P;
  TimeAdder Adder;
  ProfileIndex Index;
};
} // namespace

bool RowReader::readRun(ArrayRef<StringRef> Words) {
  uint64_t Image;
  RunTime Run = {};
  if (Words.size() < 8 || Words[1].getAsInteger(10, Image) || Words[2].getAsInteger(10, Run.SampledNs) ||
      Words[3].getAsInteger(10, Run.UnattributedNs) || Words[4].getAsInteger(10, Run.NumSamples) ||
      Words[5].getAsInteger(10, Run.NumLost) || Words[6].getAsInteger(10, Run.Source) ||
      Words[7].getAsInteger(10, Run.Clock) || (Words.size() > 8 && Words[8].getAsInteger(10, Run.SamplerNs)))
    return false;
  P.RunTimes[Image] = Run;
  return true;
}

bool RowReader::read(StringRef Row) {
  SmallVector<StringRef, 16> Words;
  Row.split(Words, '\t');
  if (Words[0] == "run")
    return readRun(Words);
  size_t Num = Words.size();
  TimeFigures Sum;
  uint64_t Line;
  if (Num < 7 || Words[Num - 4].getAsInteger(10, Sum.SelfNs) || Words[Num - 3].getAsInteger(10, Sum.TotalNs) ||
      Words[Num - 2].getAsInteger(10, Sum.SelfSamples) || Words[Num - 1].getAsInteger(10, Sum.Samples))
    return false;
  if (Words[0] == "line") {
    std::optional<size_t> File = Index.file(Words[1]);
    if (Num != 7 || !File || Words[2].getAsInteger(10, Line))
      return false;
    Adder.addLine(*File, Line, Sum);
    return true;
  }
  bool IsEdge = Words[0] == "edge" && Num == 13, IsNested = Words[0] == "nested" && Num == 9;
  if (!IsEdge && !IsNested && !(Words[0] == "function" && Num == 9))
    return false;
  std::optional<size_t> First = Index.function(Words.data() + 1);
  std::optional<size_t> Second = IsEdge ? Index.function(Words.data() + 5) : First;
  if (!First || !Second)
    return false;
  if (IsEdge)
    Adder.addEdge(*First, *Second, Sum);
  else if (IsNested)
    Adder.addNested(*First, {Sum.TotalNs, Sum.Samples});
  else
    Adder.addFunction(*First, Sum);
  return true;
}

void hpinstr::addSampledTimes(Profile &P, const CounterStore &Store, const SourceStacks &Sources) {
  if (!Store.Samples.empty())
    addSamples(P, Store, Sources);
  if (Store.TimeRows.empty())
    return;
  RowReader Reader(P);
  readRows(Store.TimeRows, "times", P.Losses, [&](StringRef Row) { return Reader.read(Row); });
}

StringRef hpinstr::samplerName(uint32_t Source) {
  switch (Source) {
  case HPI_SOURCE_PERF:
    return "perf";
  case HPI_SOURCE_THREAD:
    return "thread";
  case HPI_SOURCE_TIMER:
    return "timer";
  default:
    return "none";
  }
}

void hpinstr::printSampling(const Profile &P, bool HasMarks, raw_ostream &OS) {
  if (P.RunTimes.empty())
    return;
  RunTime Sum = {};
  std::set<StringRef> Samplers;
  for (const auto &[Image, Run] : P.RunTimes) {
    Sum.SampledNs += Run.SampledNs;
    Sum.UnattributedNs += Run.UnattributedNs;
    Sum.NumSamples += Run.NumSamples;
    Sum.NumLost += Run.NumLost;
    Sum.SamplerNs += Run.SamplerNs;
    if (Run.Source != HPI_SOURCE_NONE) // a process that ended before its first sample
      Samplers.insert(samplerName(Run.Source));
  }
  if (!Sum.NumSamples && !Sum.NumLost) {
    OS << "Sampled time: none, for no sample was taken\n";
    return;
  }
  OS << "Sampled time: " << format("%.3f", double(Sum.SampledNs) / 1e9) << " s in "
     << countText(Sum.NumSamples, "sample", "samples") << (Samplers.empty() ? "" : " (" + join(Samplers, ", ") + ")");
  if (Sum.SamplerNs)
    OS << ", taken in " << format("%.3f", double(Sum.SamplerNs) / 1e9) << " s";
  if (Sum.NumLost)
    OS << ", " << Sum.NumLost << " lost";
  OS << "; " << format("%.3f", double(Sum.UnattributedNs) / 1e9)
     << " s of the processes' time in no instrumented line\n";
  if (HasMarks)
    OS << "~ rests on fewer than " << FewSamples << " samples: its standard error is above "
       << unsigned(100 / std::sqrt(double(FewSamples))) << " %\n";
}
