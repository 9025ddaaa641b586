//===- ExportJson.cpp - the JSON export -----------------------------------===//
//
// Owns: the fields that docs/export-schema.json publishes. What was not collected is absent, never 0.
// Must not: read files.
//
//===----------------------------------------------------------------------===//
#include "CallGraph.h"
#include "Export.h"
#include "FunctionGroup.h"
#include "ProcessText.h"
#include "SampledTime.h"
#include "Summary.h"
#include "WholeRun.h"
#include "llvm/Support/JSON.h"

using namespace llvm;
using namespace hpinstr;

std::string hpinstr::utf8(StringRef Text) { return json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text); }

static void writeText(json::OStream &J, StringRef Key, StringRef Text) {
  if (!Text.empty())
    J.attribute(Key, utf8(Text));
}

static void writeUsage(json::OStream &J, const RunUsage &U) {
  if (U.WallNs)
    J.attribute("wall_ns", *U.WallNs);
  J.attribute("user_ns", U.UserNs);
  J.attribute("sys_ns", U.SysNs);
  J.attribute("max_rss_bytes", U.MaxRssBytes);
  J.attribute("minor_faults", U.MinorFaults);
  J.attribute("major_faults", U.MajorFaults);
  J.attribute("voluntary_switches", U.VoluntarySwitches);
  J.attribute("involuntary_switches", U.InvoluntarySwitches);
}

static void writeRunTime(json::OStream &J, const RunTime &Time) {
  J.attribute("sampled_ns", Time.SampledNs);
  J.attribute("unattributed_ns", Time.UnattributedNs);
  J.attribute("samples", Time.NumSamples);
  J.attribute("lost_samples", Time.NumLost);
  J.attribute("sampler", samplerName(Time.Source));
  J.attribute("sampler_ns", Time.SamplerNs);
  J.attribute("clock", Time.Clock == HPI_SAMPLE_WALL ? "wall" : "cpu");
}

static void writeRun(json::OStream &J, const Profile &P, const StoredRun &Run) {
  ProcessFacts Facts = decodeProcess(Run.Items);
  const HpiFileHeader &H = Run.Header;
  if (!Facts.Argv.empty())
    J.attributeArray("command", [&] {
      for (StringRef Arg : Facts.Argv)
        J.value(utf8(Arg));
    });
  if (H.Pid) { // else what the header says of the start is damaged
    J.attribute("pid", H.Pid);
    J.attribute("parent_pid", H.ParentPid);
    J.attribute("start_ns", H.StartRealtimeNs);
  }
  if (H.EndKind == HPI_END_EXIT)
    J.attribute("exit", H.ExitStatus);
  if (std::optional<RunUsage> U = usageOf(H))
    writeUsage(J, *U);
  auto Time = P.RunTimes.find(H.ImageId);
  if (Time != P.RunTimes.end())
    writeRunTime(J, Time->second);
  auto Heap = P.Heap.Runs.find(H.ImageId);
  if (Heap != P.Heap.Runs.end())
    exportRunHeap(Heap->second, H.StartMonotonicNs, J);
  if (std::optional<uint64_t> Load = loadOf(H.StartLoad))
    J.attribute("start_load_thousandths", *Load);
  if (std::optional<uint64_t> Load = loadOf(H.EndLoad))
    J.attribute("end_load_thousandths", *Load);
  writeText(J, "executable", Facts.Exe);
  writeText(J, "directory", Facts.Cwd);
  writeText(J, "options", Facts.Options);
  writeText(J, "runtime", Facts.Runtime);
  writeText(J, "machine", Facts.Machine);
  writeText(J, "cpu", Facts.Cpu);
  writeText(J, "cpus", Facts.Cpus);
  writeText(J, "governor", Facts.Governor);
  writeText(J, "turbo", Facts.Turbo);
}

static void writeTotals(json::OStream &J, const Profile &P, const WholeRun &Whole) {
  J.attribute("processes", Whole.NumProcesses);
  J.attribute("ended", Whole.NumEnded);
  if (Whole.Usage)
    writeUsage(J, *Whole.Usage);
  if (Whole.SumWallNs)
    J.attribute("sum_wall_ns", *Whole.SumWallNs);
  exportHeapTotals(P, J);
  Coverage Lines = lineCoverage(P), Functions = functionCoverage(groupFunctions(P));
  J.attribute("lines", Lines.Total);
  J.attribute("lines_hit", Lines.Hit);
  J.attribute("functions", Functions.Total);
  J.attribute("functions_called", Functions.Hit);
}

static void writeExact(json::OStream &J, const Profile &P, const ExactTimes &E) {
  J.attribute("visits", E.Visits);
  J.attribute("raw_self_ns", nsOf(E.RawSelfPs));
  J.attribute("raw_total_ns", nsOf(E.RawTotalPs));
  if (P.TellsOffCpu) {
    J.attribute("self_off_cpu_ns", nsOf(E.OffSelfPs));
    J.attribute("off_cpu_ns", nsOf(E.OffTotalPs));
  }
  if (!E.Visits)
    return;
  J.attribute("min_ns", double(E.MinPs) / 1000);
  J.attribute("max_ns", double(E.MaxPs) / 1000);
  J.attribute("mean_ns", E.meanPs() / 1000);
  J.attribute("stddev_ns", E.deviationPs() / 1000);
  J.attributeArray("histogram", [&] {
    for (unsigned Bin = 0; Bin != HPI_NUM_TIMEBINS; ++Bin)
      if (E.Bins[Bin])
        J.object([&] {
          J.attribute("from_ns", binBeginNs(Bin));
          J.attribute("visits", E.Bins[Bin]);
        });
  });
}

/// Of lines and functions alike.
template <typename FiguresT> static void writeTimes(json::OStream &J, const Profile &P, const FiguresT &Figures) {
  if (!Figures.Time)
    return;
  J.attribute("self_ns", Figures.Time->SelfNs);
  J.attribute("total_ns", Figures.Time->TotalNs);
  if (Figures.Time->Source == TimeSource::Sampled) {
    J.attribute("samples", Figures.Time->Samples);
    J.attribute("self_samples", Figures.Time->SelfSamples);
  }
  J.attribute("time_source", Figures.Time->Source == TimeSource::Exact ? "exact" : "sampled");
  if (Figures.Exact)
    J.attributeObject("exact", [&] { writeExact(J, P, *Figures.Exact); });
}

static void writeLines(json::OStream &J, const Profile &P, const ProfileFile &File) {
  for (const auto &[Line, Figures] : File.Lines)
    J.object([&, Line = Line, &Figures = Figures] {
      J.attribute("line", Line);
      if (Figures.Hits)
        J.attribute("hits", *Figures.Hits);
      writeTimes(J, P, Figures);
      if (Figures.Allocs)
        exportAllocs(*Figures.Allocs, P.Heap.IsSinceSetpoint, J);
    });
}

static void writeBranches(json::OStream &J, const ProfileFile &File) {
  for (const auto &[Place, Figures] : File.Branches)
    J.object([&, &Place = Place, &Figures = Figures] {
      J.attribute("line", Place.first);
      J.attribute("column", Place.second);
      J.attribute("true", Figures.True);
      J.attribute("false", Figures.False);
    });
}

static void writeFile(json::OStream &J, const Profile &P, const ProfileFile &File) {
  J.attribute("path", utf8(File.Path));
  // Units that saw different contents leave no one checksum.
  if (File.Sha256.size() == 1)
    J.attribute("sha256", *File.Sha256.begin());
  J.attributeArray("lines", [&] { writeLines(J, P, File); });
  if (!File.Branches.empty())
    J.attributeArray("branches", [&] { writeBranches(J, File); });
}

static void writeCallers(json::OStream &J, const Profile &P, const std::vector<CallEnd> &Callers) {
  for (const CallEnd &End : Callers) {
    if (!End.Function)
      continue;
    const ProfileFunction &Caller = P.Functions[*End.Function];
    J.object([&] {
      J.attribute("name", utf8(Caller.Name));
      J.attribute("file", utf8(P.Files[Caller.File].Path));
      J.attribute("line", Caller.Line);
      if (End.Calls)
        J.attribute("calls", *End.Calls);
      if (!End.Time)
        return;
      J.attribute("self_ns", End.Time->SelfNs);
      J.attribute("total_ns", End.Time->TotalNs);
    });
  }
}

static void writeFunction(json::OStream &J, const Profile &P, const ProfileFunction &F,
                          std::optional<uint64_t> Primitive, const CallGraph &Graph) {
  J.attribute("name", utf8(F.Name));
  writeText(J, "linkage", F.Linkage);
  J.attribute("file", utf8(P.Files[F.File].Path));
  J.attribute("line", F.Line);
  J.attribute("end_line", F.EndLine);
  if (F.Calls)
    J.attribute("calls", *F.Calls);
  if (Primitive)
    J.attribute("primitive_calls", *Primitive);
  writeTimes(J, P, F);
  if (F.Allocs)
    exportAllocs(*F.Allocs, P.Heap.IsSinceSetpoint, J);
  std::vector<CallEnd> Callers = Graph.callersOf(&F - P.Functions.data());
  if (!P.Calls.empty() || any_of(Callers, [](const CallEnd &End) { return bool(End.Function); }))
    J.attributeArray("callers", [&] { writeCallers(J, P, Callers); });
  const CallEnd *Others = P.Calls.empty() || Callers.empty() ? nullptr : &Callers.back();
  if (Others && !Others->Function && Others->Calls)
    J.attribute("calls_by_others", *Others->Calls);
}

void hpinstr::exportJson(const Profile &P, const CounterStore &Store, raw_ostream &OS) {
  json::OStream J(OS, /*IndentSize=*/1);
  J.object([&] {
    J.attribute("format", "hpinstr");
    J.attribute("version", 1);
    if (P.Heap.IsSinceSetpoint)
      J.attribute("since_setpoint", true);
    J.attributeArray("runs", [&] {
      for (const StoredRun &Run : Store.Runs)
        J.object([&] { writeRun(J, P, Run); });
    });
    J.attributeObject("totals", [&] { writeTotals(J, P, wholeRun(Store.Runs)); });
    J.attributeArray("files", [&] {
      for (const ProfileFile &File : P.Files)
        if (!File.Lines.empty())
          J.object([&] { writeFile(J, P, File); });
    });
    CallGraph Graph(P);
    std::vector<std::optional<uint64_t>> Primitive = Graph.primitiveCalls();
    J.attributeArray("functions", [&] {
      for (const FunctionGroup &G : groupFunctions(P))
        for (const ProfileFunction *F : G.Members)
          J.object([&] { writeFunction(J, P, *F, Primitive[F - P.Functions.data()], Graph); });
    });
    exportHeap(P, J);
    exportLabels(Store, J);
  });
  OS << '\n';
}
