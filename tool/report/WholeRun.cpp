//===- WholeRun.cpp - what the processes took as a whole ------------------===//
//
// Owns: the sums and maxima over processes, and the head of a report. Must not: take what is not known for 0.
//
// Start and end of a process are on the monotonic clock, which has no meaning outside one boot of one machine. So the
// time from the first start to the last end is taken from the wall clock at each start.
//
//===----------------------------------------------------------------------===//
#include "WholeRun.h"
#include "Diag.h"
#include "ProcessText.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

using namespace llvm;
using namespace hpinstr;

std::optional<RunUsage> hpinstr::usageOf(const HpiFileHeader &H) {
  if (H.EndKind == HPI_END_UNKNOWN)
    return std::nullopt;
  RunUsage U{};
  if (H.StartMonotonicNs && H.EndMonotonicNs >= H.StartMonotonicNs)
    U.WallNs = H.EndMonotonicNs - H.StartMonotonicNs;
  U.UserNs = H.UserNs;
  U.SysNs = H.SysNs;
  U.MaxRssBytes = H.MaxRssBytes;
  U.MinorFaults = H.MinorFaults;
  U.MajorFaults = H.MajorFaults;
  U.VoluntarySwitches = H.VoluntarySwitches;
  U.InvoluntarySwitches = H.InvoluntarySwitches;
  return U;
}

std::optional<uint64_t> hpinstr::loadOf(uint32_t Stored) {
  return Stored ? std::optional<uint64_t>(Stored - 1) : std::nullopt;
}

static void addUsage(RunUsage &Sum, const RunUsage &U) {
  Sum.UserNs += U.UserNs;
  Sum.SysNs += U.SysNs;
  Sum.MaxRssBytes = std::max(Sum.MaxRssBytes, U.MaxRssBytes);
  Sum.MinorFaults += U.MinorFaults;
  Sum.MajorFaults += U.MajorFaults;
  Sum.VoluntarySwitches += U.VoluntarySwitches;
  Sum.InvoluntarySwitches += U.InvoluntarySwitches;
}

WholeRun hpinstr::wholeRun(const std::vector<StoredRun> &Runs) {
  WholeRun Whole;
  Whole.NumProcesses = Runs.size();
  uint64_t FirstStart = ~uint64_t(0), LastEnd = 0;
  for (const StoredRun &Run : Runs) {
    std::optional<RunUsage> U = usageOf(Run.Header);
    if (!U)
      continue;
    ++Whole.NumEnded;
    if (!Whole.Usage)
      Whole.Usage.emplace();
    addUsage(*Whole.Usage, *U);
    if (!U->WallNs)
      continue;
    Whole.SumWallNs = Whole.SumWallNs.value_or(0) + *U->WallNs;
    FirstStart = std::min(FirstStart, Run.Header.StartRealtimeNs);
    LastEnd = std::max(LastEnd, Run.Header.StartRealtimeNs + *U->WallNs);
    Whole.Usage->WallNs = LastEnd - FirstStart;
  }
  return Whole;
}

static std::string secondsText(uint64_t Ns) {
  std::string Text;
  raw_string_ostream(Text) << (Ns < 1000000000 ? format("%.3f ms", double(Ns) / 1e6)
                                               : format("%.3f s", double(Ns) / 1e9));
  return Text;
}

static void printUsage(const WholeRun &Whole, const RunUsage &U, raw_ostream &OS) {
  bool IsOne = Whole.NumEnded == 1;
  OS << "Time: ";
  if (U.WallNs)
    OS << "wall " << secondsText(*U.WallNs) << (IsOne ? "" : " from the first start to the last end") << ", ";
  if (!IsOne && Whole.SumWallNs)
    OS << "wall summed " << secondsText(*Whole.SumWallNs) << ", ";
  OS << "user " << secondsText(U.UserNs) << ", system " << secondsText(U.SysNs) << '\n';
  OS << "Memory: max RSS " << bytesText(U.MaxRssBytes) << (IsOne ? "" : " in the largest process") << ", "
     << countText(U.MinorFaults, "minor fault", "minor faults") << ", "
     << countText(U.MajorFaults, "major fault", "major faults") << '\n';
  OS << "Switches: " << U.VoluntarySwitches << " voluntary, " << U.InvoluntarySwitches << " involuntary\n";
}

static void addPart(std::string &Text, StringRef Before, StringRef Part) {
  if (!Part.empty())
    Text += (Text.empty() ? "" : ", ") + Before.str() + Part.str();
}

static std::string machineText(const StoredRun &Run) {
  ProcessFacts Facts = decodeProcess(Run.Items);
  std::string Text;
  addPart(Text, "", Facts.Machine);
  addPart(Text, "", Facts.Cpu);
  addPart(Text, "processors ", Facts.Cpus);
  addPart(Text, "governor ", Facts.Governor);
  addPart(Text, "turbo ", Facts.Turbo);
  return Text;
}

/// The load averages, the lowest and the highest of all starts and ends.
static std::string loadText(const std::vector<StoredRun> &Runs) {
  std::vector<uint64_t> Loads;
  for (const StoredRun &Run : Runs)
    for (uint32_t Stored : {Run.Header.StartLoad, Run.Header.EndLoad})
      if (std::optional<uint64_t> Load = loadOf(Stored))
        Loads.push_back(*Load);
  std::string Text;
  raw_string_ostream OS(Text);
  if (Loads.empty())
    return Text;
  if (Runs.size() == 1 && Loads.size() == 2) {
    OS << format("%.2f at start, %.2f at end", double(Loads[0]) / 1000, double(Loads[1]) / 1000);
    return Text;
  }
  auto [Low, High] = std::minmax_element(Loads.begin(), Loads.end());
  OS << format("%.2f", double(*Low) / 1000);
  if (*High != *Low)
    OS << format(" to %.2f", double(*High) / 1000);
  return Text;
}

void hpinstr::printWholeRun(const std::vector<StoredRun> &Runs, raw_ostream &OS) {
  if (Runs.empty())
    return;
  WholeRun Whole = wholeRun(Runs);
  if (Runs.size() == 1)
    OS << "Process: " << printable(processText(Runs.front())) << '\n';
  else
    OS << "Processes: " << Runs.size() << '\n';
  if (Whole.Usage)
    printUsage(Whole, *Whole.Usage, OS);
  if (Whole.NumEnded != Whole.NumProcesses)
    OS << "Not known: time, memory and switches of "
       << countText(Whole.NumProcesses - Whole.NumEnded, "process", "processes") << " without a known end\n";
  std::set<std::string> Machines;
  for (const StoredRun &Run : Runs)
    Machines.insert(machineText(Run));
  for (const std::string &Machine : Machines)
    if (!Machine.empty())
      OS << "Machine: " << printable(Machine) << '\n';
  std::string Load = loadText(Runs);
  if (!Load.empty())
    OS << "Load average: " << Load << '\n';
  OS << '\n';
}
