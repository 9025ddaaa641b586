//===- Allocations.cpp - allocations to lines and functions ---------------===//
//
// As with sampled time: self is the first frame of a stack that is instrumented, total each line and function once.
//
// Peaks are added up within a process, for its lines were at their peak at the same moment; over processes the largest
// counts. So each process is added up on its own.
//
//===----------------------------------------------------------------------===//
#include "Allocations.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

namespace {
/// Adds up one process.
class ProcessAllocs {
public:
  /// \param Places by function, the first of those that share its lines
  explicit ProcessAllocs(ArrayRef<uint32_t> Places) : Places(Places) {}
  void addStack(ArrayRef<SourceFrame> Frames, const AllocFigures &Sum);
  void addTo(Profile &P) const;

  // For eachOnce().
  void line(const SourceFrame &F, bool IsSelf) { Lines[{F.File, F.Line}].addHere(IsSelf ? *Self : Outer); }
  void function(const SourceFrame &F, bool IsSelf) { Functions[F.Function].addHere(IsSelf ? *Self : Outer); }
  void edge(size_t, size_t) {}

private:
  std::map<std::pair<size_t, uint64_t>, AllocFigures> Lines;
  std::map<size_t, AllocFigures> Functions, Nested; ///< see ProfileFunction
  ArrayRef<uint32_t> Places;
  const AllocFigures *Self; ///< of the stack at hand, for its innermost frame
  AllocFigures Outer;       ///< for the others
};
} // namespace

void ProcessAllocs::addStack(ArrayRef<SourceFrame> Frames, const AllocFigures &Sum) {
  Self = &Sum;
  Outer = {};
  for (uint64_t AllocFigures::*Total :
       {&AllocFigures::Allocs, &AllocFigures::Bytes, &AllocFigures::Frees, &AllocFigures::FreedBytes})
    Outer.*Total = Sum.*Total;
  eachOnce(Frames, *this);
  std::set<size_t> Seen, SeenPlaces;
  for (const SourceFrame &F : reverse(Frames)) {
    if (F.Function == SourceFrame::None || !Seen.insert(F.Function).second)
      continue;
    Lines[{F.File, F.Line}].KeptBytes += Sum.Bytes - Sum.FreedBytes;
    Functions[F.Function].KeptBytes += Sum.Bytes - Sum.FreedBytes;
    if (SeenPlaces.insert(Places[F.Function]).second)
      continue;
    Nested[F.Function].addHere(Outer);
    Nested[F.Function].KeptBytes += Sum.Bytes - Sum.FreedBytes;
  }
}

static void addTo(Rare<AllocFigures> &To, const AllocFigures &Figures) {
  if (!To)
    To.emplace();
  To->addProcess(Figures);
}

void ProcessAllocs::addTo(Profile &P) const {
  for (const auto &[Place, Figures] : Lines)
    ::addTo(P.Files[Place.first].Lines[Place.second].Allocs, Figures);
  for (const auto &[Function, Figures] : Functions)
    ::addTo(P.Functions[Function].Allocs, Figures);
  for (const auto &[Function, Figures] : Nested)
    ::addTo(P.Functions[Function].NestedAllocs, Figures);
}

/// Adds to what stacks and types have of the blocks that \p Sum gave.
static void addBlocks(HeapProfile &Heap, const std::vector<SourceFrame> &Frames, StringRef Type,
                      const AllocFigures &Sum) {
  if (Sum.LiveBlocks) {
    LiveFigures &Live = Heap.Live[Frames];
    Live.Blocks += Sum.LiveBlocks;
    Live.Bytes += Sum.LiveBytes;
  }
  if (!Sum.Allocs)
    return;
  TypeFigures &T = Heap.Types[Type.str()];
  T.Allocs += Sum.Allocs;
  T.Bytes += Sum.Bytes;
  T.Live.Blocks += Sum.LiveBlocks;
  T.Live.Bytes += Sum.LiveBytes;
}

void hpinstr::addAllocations(Profile &P, const CounterStore &Store, const SourceStacks &Sources) {
  P.Heap.IsSinceSetpoint = Store.IsSinceSetpoint;
  std::vector<uint32_t> Places = P.functionPlaces();
  for (const StoredHeap &Heap : Store.Heaps) {
    P.Heap.Runs[Heap.ImageId].add(Heap.Run);
    ProcessAllocs Process(Places);
    for (const auto &[Stack, Sum] : Heap.Stacks) {
      std::vector<SourceFrame> Frames = Sources.frames(Stack);
      if (Frames.empty())
        continue;
      Process.addStack(Frames, Sum);
      addBlocks(P.Heap, Frames, Sources.type(Stack), Sum);
    }
    Process.addTo(P);
  }
  addAllocationRows(P, Store.HeapRows);
}
