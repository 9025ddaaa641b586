//===- ExportMprof.cpp - memory over time as mprof reads it ---------------===//
//
// The format of memory_profiler's mprof: a line CMDLINE, then `MEM MIB UNIXTIME` for the first process by start, and
// `CHLD PID MIB UNIXTIME` for the others, and `FUNC NAME MIB UNIXTIME MIB UNIXTIME` for visits of regions, of which
// those of other processes than the first are called NAME@PID. A point is the resident set, where it is known, or the
// live heap.
//
//===----------------------------------------------------------------------===//
#include "Diag.h"
#include "Export.h"
#include "ProcessText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using namespace llvm;
using namespace hpinstr;

static std::string commandLine(const StoredRun &Run) {
  ProcessFacts Facts = decodeProcess(Run.Items);
  std::vector<std::string> Words;
  for (StringRef Arg : Facts.Argv)
    Words.push_back(printable(Arg));
  return Words.empty() ? printable(Facts.Exe) : join(Words, " ");
}

static double unixSeconds(const HpiFileHeader &H, uint64_t MonotonicNs) {
  return (double(H.StartRealtimeNs) + double(int64_t(MonotonicNs - H.StartMonotonicNs))) / 1e9;
}

/// A visit of a region as mprof writes that of a profiled function; its reader parts words at blanks.
/// \param Process stands behind names
static void writeMarks(const RunHeap &Heap, const HpiFileHeader &H, bool IsHeap, StringRef Process, raw_ostream &OS) {
  for (const RegionMark &Mark : Heap.Marks) {
    std::string Name = Mark.Name.empty() ? "_" : printable(Mark.Name);
    std::replace(Name.begin(), Name.end(), ' ', '_');
    auto End = [&](uint64_t Ns, uint64_t LiveBytes, uint64_t RssBytes) {
      OS << format(" %.4f %.4f", double(IsHeap ? LiveBytes : RssBytes) / (1 << 20), unixSeconds(H, Ns));
    };
    if (!IsHeap && !(Mark.StartRssBytes && Mark.EndRssBytes))
      continue;
    OS << "FUNC " << Name << Process;
    End(Mark.StartNs, Mark.StartLiveBytes, Mark.StartRssBytes);
    End(Mark.EndNs, Mark.EndLiveBytes, Mark.EndRssBytes);
    OS << '\n';
  }
}

static void writePoints(const RunHeap &Heap, const HpiFileHeader &H, bool IsHeap, StringRef Head, raw_ostream &OS) {
  for (const HpiHeapPoint &Point : Heap.Points) {
    uint64_t Bytes = IsHeap ? Point.LiveBytes : Point.RssBytes;
    if (!IsHeap && !Bytes)
      continue;
    OS << Head << format(" %.6f %.4f\n", double(Bytes) / (1 << 20), unixSeconds(H, Point.Ns));
  }
}

static void writeMprof(const Profile &P, const CounterStore &Store, bool IsHeap, raw_ostream &OS) {
  std::vector<const StoredRun *> Runs;
  for (const StoredRun &Run : Store.Runs)
    if (auto It = P.Heap.Runs.find(Run.Header.ImageId); It != P.Heap.Runs.end() && !It->second.Points.empty())
      Runs.push_back(&Run);
  llvm::sort(Runs, [](const StoredRun *A, const StoredRun *B) {
    return std::tie(A->Header.StartRealtimeNs, A->Header.Pid, A->Header.ImageId) <
           std::tie(B->Header.StartRealtimeNs, B->Header.Pid, B->Header.ImageId);
  });
  if (Runs.empty())
    printWarning("the reports have no heap over time: the export is empty");
  for (const StoredRun *Run : Runs) {
    bool IsFirst = Run == Runs.front();
    if (IsFirst)
      OS << "CMDLINE " << commandLine(*Run) << '\n';
    const RunHeap &Heap = P.Heap.Runs.find(Run->Header.ImageId)->second;
    std::string Pid = std::to_string(Run->Header.Pid);
    writeMarks(Heap, Run->Header, IsHeap, IsFirst ? "" : "@" + Pid, OS);
    writePoints(Heap, Run->Header, IsHeap, IsFirst ? "MEM" : "CHLD " + Pid, OS);
  }
}

void hpinstr::exportMprof(const Profile &P, const CounterStore &Store, raw_ostream &OS) {
  writeMprof(P, Store, /*IsHeap=*/false, OS);
}

void hpinstr::exportMprofHeap(const Profile &P, const CounterStore &Store, raw_ostream &OS) {
  writeMprof(P, Store, /*IsHeap=*/true, OS);
}
