//===- SampledTime.cpp - samples to times of lines and functions ----------===//
//
// The first frame of a stack that is instrumented has the sample's self time: code of libraries and system headers that
// it calls is its own. All others have it as total time, each line and function once, however often it is in the stack.
//
//===----------------------------------------------------------------------===//
#include "SampledTime.h"
#include "LineTable.h"
#include "ProfileRows.h"
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
  void addStack(ArrayRef<SourceFrame> Frames, const TimeFigures &Weight);
  void addLine(size_t File, uint64_t Line, const TimeFigures &Sum);
  void addFunction(size_t Function, const TimeFigures &Sum) { add(P.Functions[Function], Sum); }
  void addEdge(size_t Caller, size_t Callee, const TimeFigures &Sum);

private:
  static void sum(TimeFigures &To, const TimeFigures &From);
  template <typename FiguresT> static void add(FiguresT &Figures, const TimeFigures &Sum);

  Profile &P;
  // A stack has tens of lines, and there may be hundreds of thousands of stacks: the profile's own maps are asked once.
  DenseMap<std::pair<size_t, uint64_t>, LineFigures *> Lines;
  DenseMap<std::pair<size_t, size_t>, TimeFigures *> Edges;
};
} // namespace

void TimeAdder::addLine(size_t File, uint64_t Line, const TimeFigures &Sum) {
  LineFigures *&Figures = Lines[{File, Line}];
  if (!Figures)
    Figures = &P.Files[File].Lines[Line];
  add(*Figures, Sum);
}

void TimeAdder::addEdge(size_t Caller, size_t Callee, const TimeFigures &Sum) {
  TimeFigures *&Figures = Edges[{Caller, Callee}];
  if (!Figures)
    Figures = &P.TimeEdges[{Caller, Callee}];
  sum(*Figures, Sum);
}

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

namespace {
/// What one stack adds: all of it to the innermost line and function, and to those further out as total.
struct StackTime {
  TimeAdder &Adder;
  const TimeFigures &Self, Outer;

  void line(const SourceFrame &F, bool IsSelf) { Adder.addLine(F.File, F.Line, IsSelf ? Self : Outer); }
  void function(const SourceFrame &F, bool IsSelf) { Adder.addFunction(F.Function, IsSelf ? Self : Outer); }
  void edge(size_t Caller, size_t Callee) { Adder.addEdge(Caller, Callee, Outer); }
};
} // namespace

void TimeAdder::addStack(ArrayRef<SourceFrame> Frames, const TimeFigures &Weight) {
  eachOnce(Frames, StackTime{*this, Weight, {0, Weight.TotalNs, TimeSource::Sampled, 0, Weight.Samples}});
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

static void addSamples(Profile &P, const CounterStore &Store, const SourceStacks &Sources) {
  std::vector<TimeFigures> Weights(Store.Stacks.Stacks.size());
  std::vector<std::vector<SourceFrame>> Frames;
  for (uint32_t Stack = 0; Stack != Weights.size(); ++Stack)
    Frames.push_back(Sources.frames(Stack));
  for (const StoredSamples &Samples : Store.Samples) {
    uint64_t AttributedNs = 0;
    for (const auto &[Stack, Sum] : Samples.Stacks) {
      if (Frames[Stack].empty())
        continue;
      TimeFigures &Weight = Weights[Stack];
      Weight.SelfNs = Weight.TotalNs += Sum.Ns;
      Weight.SelfSamples = Weight.Samples += Sum.Count;
      AttributedNs += Sum.Ns;
    }
    RunTime &Run = P.RunTimes[Samples.ImageId];
    Run.SampledNs += Samples.SampledNs;
    Run.UnattributedNs += Samples.SampledNs - AttributedNs;
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
  TimeAdder Adder(P);
  for (uint32_t Stack = 0; Stack != Weights.size(); ++Stack)
    if (Weights[Stack].Samples)
      Adder.addStack(Frames[Stack], Weights[Stack]);
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
  bool IsEdge = Words[0] == "edge" && Num == 13;
  if (!IsEdge && !(Words[0] == "function" && Num == 9))
    return false;
  std::optional<size_t> First = Index.function(Words.data() + 1);
  std::optional<size_t> Second = IsEdge ? Index.function(Words.data() + 5) : First;
  if (!First || !Second)
    return false;
  if (IsEdge)
    Adder.addEdge(*First, *Second, Sum);
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
    Samplers.insert(samplerName(Run.Source));
  }
  if (!Sum.NumSamples && !Sum.NumLost) {
    OS << "Sampled time: none, for no sample was taken\n";
    return;
  }
  OS << "Sampled time: " << format("%.3f", double(Sum.SampledNs) / 1e9) << " s in "
     << countText(Sum.NumSamples, "sample", "samples") << " (" << join(Samplers, ", ") << ")";
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
