//===- ReportSide.cpp - one of the two reports that are compared ----------===//
//
// Owns: the runs that a report holds, and what each line and function took in one of them. Must not: compare or print.
//
//===----------------------------------------------------------------------===//
#include "ReportSide.h"
#include "Diag.h"
#include "ProcessText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace hpinstr;

// The runs are read one by one where that says how far they spread and does not take long.
static constexpr size_t MinSpreadRuns = 3, MaxSpreadRuns = 64;

bool ReportSide::isTimed(const std::optional<TimeFigures> &Time) const {
  if (Time && Time->Source == TimeSource::Exact)
    return true;
  return !P.IsCodeLost && (Time || SampleNs > 0);
}

std::optional<Estimates> ReportSide::timesOf(const FunctionGroup &G) const {
  if (!isTimed(G.Time))
    return std::nullopt;
  std::vector<RunTimes> Times;
  for (const RunIndex &Run : Runs) {
    auto It = Run.Functions.find({P.Files[G.File].Path, G.Line});
    Times.push_back(It == Run.Functions.end() ? RunTimes() : It->second);
  }
  return estimate(G.Time, G.Exact, NumRuns, SampleNs, Times);
}

std::optional<Estimates> ReportSide::timesOf(size_t File, uint64_t Line, const LineFigures &Figures) const {
  if (!isTimed(Figures.Time))
    return std::nullopt;
  std::vector<RunTimes> Times;
  for (const RunIndex &Run : Runs) {
    auto It = Run.Lines.find({P.Files[File].Path, Line});
    Times.push_back(It == Run.Lines.end() ? RunTimes() : It->second);
  }
  return estimate(Figures.Time, Figures.Exact, NumRuns, SampleNs, Times);
}

void ReportSide::findRuns() {
  std::set<uint64_t> Images;
  std::set<std::string> Commands;
  size_t NumRoots = 0;
  for (const StoredRun &Run : Store.Runs)
    Images.insert(Run.Header.ImageId);
  for (const StoredRun &Run : Store.Runs) {
    if (Images.count(Run.Header.ParentImageId))
      continue;
    ++NumRoots;
    Commands.insert(join(decodeProcess(Run.Items).Argv, " "));
  }
  if (Commands.size() != 1)
    return;
  Command = *Commands.begin();
  NumRuns = NumRoots;
}

static void addTime(RunTimes &Sum, const std::optional<TimeFigures> &Time) {
  if (!Time)
    return;
  Sum.SelfNs += double(Time->SelfNs);
  Sum.TotalNs += double(Time->TotalNs);
}

void ReportSide::readRuns(const std::vector<Input> &Inputs) {
  bool HasForks = NumRuns != Store.Runs.size();
  if (HasForks || Store.HasMerged || NumRuns < MinSpreadRuns || NumRuns > MaxSpreadRuns)
    return;
  for (const Input &In : Inputs) {
    Expected<ReportFile> File = ReportFile::open(In.Path);
    if (!File) {
      consumeError(File.takeError()); // it was told when all were read
      continue;
    }
    CounterStore One;
    One.add(*File);
    Profile Run = Profile::build(One);
    RunIndex &Index = Runs.emplace_back();
    for (const ProfileFunction &F : Run.Functions)
      addTime(Index.Functions[{Run.Files[F.File].Path, F.Line}], F.Time);
    for (const ProfileFile &F : Run.Files)
      for (const auto &[Line, Figures] : F.Lines)
        if (Figures.Time)
          addTime(Index.Lines[{F.Path, Line}], Figures.Time);
  }
}

Expected<std::unique_ptr<ReportSide>> ReportSide::read(const std::string &Path) {
  auto Side = std::make_unique<ReportSide>();
  Side->Path = Path;
  Expected<std::vector<Input>> Inputs = expandInputs({Path});
  if (!Inputs)
    return Inputs.takeError();
  Expected<CounterStore> Store = readReports(*Inputs);
  if (!Store)
    return Store.takeError();
  Side->Store = std::move(*Store);
  Side->P = Profile::build(Side->Store);
  printLosses(Side->P.Losses);
  Side->Groups = groupFunctions(Side->P);
  uint64_t NumSamples = 0, SampledNs = 0;
  for (const auto &[Image, Time] : Side->P.RunTimes) {
    NumSamples += Time.NumSamples;
    SampledNs += Time.SampledNs;
  }
  Side->SampleNs = NumSamples ? double(SampledNs) / double(NumSamples) : 0;
  Side->findRuns();
  Side->readRuns(*Inputs);
  return std::move(Side);
}
