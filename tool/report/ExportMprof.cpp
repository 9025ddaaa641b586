//===- ExportMprof.cpp - memory over time as mprof reads it ---------------===//
//
// The format of memory_profiler's mprof: a line CMDLINE, then `MEM MIB UNIXTIME` for the first process by start, and
// `CHLD PID MIB UNIXTIME` for the others. A point is the resident set, where it is known, or the live heap.
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

static void writePoints(const RunHeap &Heap, const HpiFileHeader &H, bool IsHeap, StringRef Head, raw_ostream &OS) {
  for (const HpiHeapPoint &Point : Heap.Points) {
    uint64_t Bytes = IsHeap ? Point.LiveBytes : Point.RssBytes;
    if (!IsHeap && !Bytes)
      continue;
    double Seconds = (double(H.StartRealtimeNs) + double(int64_t(Point.Ns - H.StartMonotonicNs))) / 1e9;
    OS << Head << format(" %.6f %.4f\n", double(Bytes) / (1 << 20), Seconds);
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
    writePoints(Heap, Run->Header, IsHeap, IsFirst ? "MEM" : "CHLD " + std::to_string(Run->Header.Pid), OS);
  }
}

void hpinstr::exportMprof(const Profile &P, const CounterStore &Store, raw_ostream &OS) {
  writeMprof(P, Store, /*IsHeap=*/false, OS);
}

void hpinstr::exportMprofHeap(const Profile &P, const CounterStore &Store, raw_ostream &OS) {
  writeMprof(P, Store, /*IsHeap=*/true, OS);
}
