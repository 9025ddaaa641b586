//===- HeapText.cpp - the heap of the processes in words ------------------===//
#include "HeapText.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

using namespace llvm;
using namespace hpinstr;

StringRef hpinstr::heapScopeName(uint64_t Scope) {
  switch (Scope) {
  case HPI_HEAP_PROCESS:
    return "process";
  case HPI_HEAP_PROBED:
    return "instrumented";
  case HPI_HEAP_STOOD_BACK:
    return "none";
  default:
    return "unknown";
  }
}

/// "12 allocs of 345 bytes".
static std::string allocsText(uint64_t Allocs, uint64_t Bytes) {
  return countText(Allocs, "alloc", "allocs") + " of " + countText(Bytes, "byte", "bytes");
}

static uint64_t numProcesses(const Profile &P, uint64_t Scope) {
  return count_if(P.Heap.Runs, [&](const auto &Run) { return Run.second.Scope == Scope; });
}

static const std::pair<const uint64_t, RunHeap> &largest(const Profile &P) {
  return *std::max_element(P.Heap.Runs.begin(), P.Heap.Runs.end(),
                           [](const auto &A, const auto &B) { return A.second.PeakBytes < B.second.PeakBytes; });
}

std::string hpinstr::peakText(const Profile &P, const CounterStore &Store) {
  std::string Text;
  if (P.Heap.Runs.empty())
    return Text;
  const auto &[Image, Run] = largest(P);
  raw_string_ostream OS(Text);
  OS << countText(Run.PeakBytes, "byte", "bytes") << " in " << countText(Run.PeakBlocks, "block", "blocks");
  auto Known = find_if(Store.Runs, [Image = Image](const StoredRun &R) { return R.Header.ImageId == Image; });
  if (Run.PeakNs && Known != Store.Runs.end() && Known->Header.StartMonotonicNs &&
      Run.PeakNs >= Known->Header.StartMonotonicNs)
    OS << format(" after %.3f s", double(Run.PeakNs - Known->Header.StartMonotonicNs) / 1e9);
  if (P.Heap.Runs.size() > 1)
    OS << " (the maximum over processes)";
  return Text;
}

/// What no line has: allocations by code that no instrumented line called, and those whose stack is not known.
static void printOutside(const Profile &P, const RunHeap &Sum, raw_ostream &OS) {
  AllocFigures Lines;
  for (const ProfileFile &File : P.Files)
    for (const auto &[Line, Figures] : File.Lines)
      if (Figures.Allocs)
        Lines.addHere(*Figures.Allocs);
  uint64_t Allocs = less(Sum.Allocs, Lines.SelfAllocs), Frees = less(Sum.Frees, Lines.SelfFrees);
  if (!Allocs && !Frees)
    return;
  OS << "In no instrumented line: " << allocsText(Allocs, less(Sum.AllocBytes, Lines.SelfBytes)) << ", "
     << countText(Frees, "free", "frees");
  if (Sum.NumNoStack)
    OS << "; of " << Sum.NumNoStack << " of them the stack is not known";
  if (Sum.NumNoEntry)
    OS << "; " << Sum.NumNoEntry << " found the table of allocations full";
  OS << '\n';
}

static void printScopes(const Profile &P, raw_ostream &OS) {
  if (uint64_t Num = numProcesses(P, HPI_HEAP_PROBED))
    OS << "Heap: of " << countText(Num, "process", "processes")
       << " only what instrumented code allocated is counted: main() was not compiled with the flag, or the program is "
          "static or has an allocator of its own\n";
  if (uint64_t Num = numProcesses(P, HPI_HEAP_STOOD_BACK))
    OS << "Heap: of " << countText(Num, "process", "processes")
       << " no allocation is counted: another tool, such as a sanitizer, has the allocator's place\n";
}

/// Of figures that are relative to set-points: to which, and what freed older blocks.
static void printSetpoints(const Profile &P, const RunHeap &Sum, raw_ostream &OS) {
  uint64_t NumWhole = count_if(P.Heap.Runs, [](const auto &Run) { return Run.second.NumSetpoints != 0; });
  uint64_t NumCut = count_if(P.Heap.Runs, [](const auto &Run) { return Run.second.IsSetpointCut; });
  uint64_t NumWithout =
      count_if(P.Heap.Runs, [](const auto &Run) { return !Run.second.NumSetpoints && !Run.second.IsSetpointCut; });
  if (NumWhole)
    OS << "Heap: allocations since the last of " << countText(Sum.NumSetpoints, "set-point", "set-points")
       << (P.Heap.Runs.size() > 1 ? ", of each process" : "") << "; of the frees "
       << countText(Sum.OldFrees, "was of an older block", "were of older blocks") << ", of "
       << countText(Sum.OldFreedBytes, "byte", "bytes") << '\n';
  if (NumWithout)
    OS << "Heap: " << countText(NumWithout, "process", "processes")
       << " never called hpinstr_heap_setpoint: allocations since the start\n";
  if (NumCut)
    OS << "Heap: " << countText(NumCut, "process", "processes")
       << " ended within a call of hpinstr_heap_setpoint, which leaves no set-point: allocations since the start\n";
}

void hpinstr::printHeap(const Profile &P, const CounterStore &Store, raw_ostream &OS) {
  if (P.Heap.Runs.empty())
    return;
  printScopes(P, OS);
  if (numProcesses(P, HPI_HEAP_STOOD_BACK) == P.Heap.Runs.size())
    return;
  RunHeap Sum;
  for (const auto &[Image, Run] : P.Heap.Runs)
    Sum.add(Run);
  if (P.Heap.IsSinceSetpoint)
    printSetpoints(P, Sum, OS);
  OS << "Heap: " << allocsText(Sum.Allocs, Sum.AllocBytes) << ", " << countText(Sum.Frees, "free", "frees") << " of "
     << countText(Sum.FreedBytes, "byte", "bytes")
     << "; live at the end: " << countText(Sum.liveBlocks(), "block", "blocks") << " of "
     << countText(Sum.liveBytes(), "byte", "bytes")
     << (P.Heap.IsSinceSetpoint ? "; peak of the whole run: " : "; peak: ") << peakText(P, Store) << '\n';
  printOutside(P, Sum, OS);
  if (Sum.NumForeign)
    OS << countText(Sum.NumForeign, "block was", "blocks were")
       << " freed or resized that had not been counted: allocated before counting began, or by another allocator\n";
}
