//===- HeapStore.cpp - the allocations of a process by stack --------------===//
//
// An entry's sums are read while threads may write them: a difference that would be below zero is 0.
//
//===----------------------------------------------------------------------===//
#include "HeapStore.h"
#include "FunctionName.h"
#include "ModuleTables.h"
#include "llvm/ADT/STLExtras.h"
#include <cstring>
#include <numeric>

using namespace llvm;
using namespace hpinstr;

void AllocFigures::addHere(const AllocFigures &Other) {
  for (uint64_t AllocFigures::*Field : AllocFields)
    this->*Field += Other.*Field;
  for (auto [To, From] : zip(Lifetimes, Other.Lifetimes))
    To += From;
}

void AllocFigures::addProcess(const AllocFigures &Other) {
  auto Peak = std::max(std::pair(PeakBytes, PeakBlocks), std::pair(Other.PeakBytes, Other.PeakBlocks));
  addHere(Other);
  std::tie(PeakBytes, PeakBlocks) = Peak;
}

void ThreadHeap::add(const ThreadHeap &Other) {
  for (uint64_t ThreadHeap::*Field : drop_begin(ThreadHeapFields))
    this->*Field += Other.*Field;
  std::tie(Tid, Name) = std::max(std::pair(Tid, Name), std::pair(Other.Tid, Other.Name));
}

void RunHeap::add(const RunHeap &Other) {
  auto Peak =
      std::max(std::tuple(PeakBytes, PeakBlocks, PeakNs), std::tuple(Other.PeakBytes, Other.PeakBlocks, Other.PeakNs));
  auto Worse = std::max(Scope, Other.Scope);
  for (uint64_t RunHeap::*Field : RunHeapFields)
    this->*Field += Other.*Field;
  std::tie(PeakBytes, PeakBlocks, PeakNs) = Peak;
  Scope = Worse;
  NumSetpoints += Other.NumSetpoints;
  IsSetpointCut |= Other.IsSetpointCut;
  SetpointNs = std::max(SetpointNs, Other.SetpointNs);
  OldFrees += Other.OldFrees;
  NumUnmarked += Other.NumUnmarked;
  for (const auto &[Number, Thread] : Other.Threads)
    Threads[Number].add(Thread);
  llvm::append_range(Marks, Other.Marks);
  llvm::sort(Marks);
  OldFreedBytes += Other.OldFreedBytes;
  auto Times = [](const RunHeap &R) { return map_range(R.Points, [](const HpiHeapPoint &P) { return P.Ns; }); };
  auto Mine = Times(*this), Theirs = Times(Other);
  if (std::lexicographical_compare(Mine.begin(), Mine.end(), Theirs.begin(), Theirs.end()))
    Points = Other.Points;
}

/// Of the blocks given to \p E, those freed, whoever did that.
static uint64_t deadBlocks(const HpiHeapEntry &E) {
  return std::accumulate(std::begin(E.Lifetimes), std::end(E.Lifetimes), uint64_t(0));
}

static AllocFigures figuresOf(const HpiHeapEntry &E, uint64_t PeakEpoch) {
  AllocFigures F;
  F.SelfAllocs = F.Allocs = E.Allocs;
  F.SelfBytes = F.Bytes = E.AllocBytes;
  F.SelfFrees = F.Frees = E.Frees;
  F.FreedBytes = E.FreedBytes;
  F.LiveBlocks = less(E.Allocs, deadBlocks(E));
  F.LiveBytes = less(E.AllocBytes, E.DeadBytes);
  bool IsSaved = E.SavedEpoch == PeakEpoch;
  F.PeakBlocks = IsSaved ? E.SavedBlocks : F.LiveBlocks;
  F.PeakBytes = IsSaved ? E.SavedBytes : F.LiveBytes;
  F.Temporary = E.Lifetimes[0];
  std::copy(std::begin(E.Lifetimes), std::end(E.Lifetimes), F.Lifetimes.begin());
  return F;
}

/// The same of what happened since the last set-point.
static AllocFigures figuresSince(const HpiHeapEntry &E) {
  AllocFigures F;
  F.SelfAllocs = F.Allocs = less(E.Allocs, E.BaseAllocs);
  F.SelfBytes = F.Bytes = less(E.AllocBytes, E.BaseAllocBytes);
  F.SelfFrees = F.Frees = less(E.Frees, E.BaseFrees);
  F.FreedBytes = less(E.FreedBytes, E.BaseFreedBytes);
  F.LiveBlocks = less(F.Allocs, less(deadBlocks(E), E.OldDeadBlocks));
  F.LiveBytes = less(F.Bytes, less(E.DeadBytes, E.OldDeadBytes));
  F.Temporary = less(E.Lifetimes[0], E.OldTemporary);
  return F;
}

static RunHeap runOf(const HeapRecord &Heap) {
  const HpiHeapChunk &H = Heap.Head;
  RunHeap Run;
  Run.Scope = H.Scope;
  Run.Allocs = H.Allocs;
  Run.AllocBytes = H.AllocBytes;
  Run.Frees = H.Frees;
  Run.FreedBytes = H.FreedBytes;
  Run.PeakBytes = H.PeakBytes;
  Run.PeakBlocks = H.PeakBlocks;
  Run.PeakNs = H.PeakNs;
  Run.NumForeign = H.NumForeign;
  Run.NumNoEntry = H.NumNoEntry;
  Run.IsSetpointCut = H.NumBegun > H.NumSetpoints;
  if (!Run.IsSetpointCut) {
    Run.NumSetpoints = H.NumSetpoints;
    Run.SetpointNs = H.SetpointNs;
  }
  Run.Points.resize(Heap.Points.size() / sizeof(HpiHeapPoint));
  if (!Run.Points.empty())
    std::memcpy(Run.Points.data(), Heap.Points.data(), Run.Points.size() * sizeof(HpiHeapPoint));
  return Run;
}

/// The name of a timed function, empty where it is not known.
/// \param Place HpiHeapMark::Function without the 1: its object and its first counter there
static std::string timedName(const ReportFile &File, uint64_t Place) {
  uint64_t ObjectId = Place >> HPI_MARK_OBJECT_SHIFT, Counter = Place & ((uint64_t(1) << HPI_MARK_OBJECT_SHIFT) - 1);
  for (const ModuleRecord &M : File.Modules) {
    if (M.ObjectId != ObjectId || Counter < M.FirstCounter || Counter - M.FirstCounter >= M.NumCounters)
      continue;
    Expected<ModuleTables> Tables = ModuleTables::decode(M.Tables, M.NumCounters);
    if (!Tables) {
      consumeError(Tables.takeError());
      return "";
    }
    for (const TableTimed &Timed : Tables->Timed)
      if (!Timed.Line && Timed.First == Counter - M.FirstCounter)
        return functionName(Tables->Functions[Timed.Function].Linkage, Tables->Functions[Timed.Function].Name);
  }
  return "";
}

/// Adds the marks of \p File. Those of visits that have not ended have no name, and are left out.
static void addMarks(RunHeap &Run, const ReportFile &File) {
  if (!File.HeapMarks)
    return;
  const HpiHeapMarksChunk &H = File.HeapMarks->Head;
  Run.NumUnmarked = less(H.NumTaken, H.NumRoom);
  std::map<uint64_t, std::string> Functions;
  for (StringRef Rest = File.HeapMarks->Marks; !Rest.empty(); Rest = Rest.drop_front(sizeof(HpiHeapMark))) {
    HpiHeapMark M;
    std::memcpy(&M, Rest.data(), sizeof(M));
    auto [Known, IsNew] = Functions.try_emplace(M.Function);
    if (IsNew && M.Function)
      Known->second = timedName(File, M.Function - 1);
    bool IsFunction = M.Name == HPI_MARK_IS_FUNCTION;
    if (IsFunction ? !Known->second.empty() : M.Name && M.Name <= File.Names.size())
      Run.Marks.push_back({IsFunction ? Known->second : File.Names[M.Name - 1].Name, M.Tid, M.StartNs, M.StartLiveBytes,
                           M.StartRssBytes, M.EndNs, M.EndLiveBytes, M.EndRssBytes});
  }
  llvm::sort(Run.Marks);
}

static void addToThread(RunHeap &Run, uint64_t Number, const AllocFigures &F, const ReportFile &File) {
  auto [It, IsNew] = Run.Threads.try_emplace(Number);
  ThreadHeap &Thread = It->second;
  if (IsNew && Number < File.HeapThreads.size()) {
    const HpiHeapThreadName &Known = File.HeapThreads[Number];
    Thread.Name = Known.Name;
    Thread.Tid = Known.Tid;
    Thread.NumThreads = Known.NumThreads;
  }
  Thread.Allocs += F.Allocs;
  Thread.Bytes += F.Bytes;
  Thread.Frees += F.Frees;
  Thread.FreedBytes += F.FreedBytes;
  Thread.LiveBlocks += F.LiveBlocks;
  Thread.LiveBytes += F.LiveBytes;
}

/// Makes the sums of \p Run relative to the set-point. \p Sum has what the entries have since.
static void rebase(RunHeap &Run, const HpiHeapChunk &H, const AllocFigures &Sum) {
  Run.Allocs = less(Run.Allocs, H.BaseAllocs);
  Run.AllocBytes = less(Run.AllocBytes, H.BaseAllocBytes);
  Run.Frees = less(Run.Frees, H.BaseFrees);
  Run.FreedBytes = less(Run.FreedBytes, H.BaseFreedBytes);
  Run.OldFrees = less(Run.Frees, less(Sum.Allocs, Sum.LiveBlocks));
  Run.OldFreedBytes = less(Run.FreedBytes, less(Sum.Bytes, Sum.LiveBytes));
}

std::optional<StoredHeap> hpinstr::storeHeap(const ReportFile &File, StackTable &Stacks, bool IsSinceSetpoint) {
  if (!File.Heap)
    return std::nullopt;
  StoredHeap Heap{File.header().ImageId, runOf(*File.Heap), {}};
  addMarks(Heap.Run, File);
  IsSinceSetpoint &= Heap.Run.NumSetpoints != 0;
  AllocFigures Whole;
  StackImporter Importer(File, Stacks);
  for (StringRef Rest : File.HeapSites)
    for (; Rest.size() >= sizeof(HpiHeapEntry); Rest = Rest.drop_front(sizeof(HpiHeapEntry))) {
      HpiHeapEntry Entry;
      std::memcpy(&Entry, Rest.data(), sizeof(Entry));
      if (!Entry.Key)
        continue;
      uint32_t Context = Entry.Key >> 32;
      AllocFigures Figures = IsSinceSetpoint ? figuresSince(Entry) : figuresOf(Entry, File.Heap->Head.PeakEpoch);
      if (!Figures.Allocs && !Figures.Frees && !Figures.FreedBytes)
        continue;
      if (!Context)
        Heap.Run.NumNoStack += Figures.Allocs + Figures.Frees;
      Heap.Stacks[Importer.import(Context, /*IsReturn=*/true)].addHere(Figures);
      Whole.addHere(Figures);
      addToThread(Heap.Run, uint32_t(Entry.Key) - 1, Figures, File);
    }
  if (IsSinceSetpoint)
    rebase(Heap.Run, File.Heap->Head, Whole);
  return Heap;
}
