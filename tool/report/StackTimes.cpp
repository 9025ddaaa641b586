//===- StackTimes.cpp - times of stacks to times of places ----------------===//
//
// Stacks are a tree. A node has the weight of all stacks that go through it, and a line has, as its total, that of each
// of its nodes that has no other of the same line around it: so each stack counts once, and what many stacks share is
// looked at once.
//
//===----------------------------------------------------------------------===//
#include "StackTimes.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

namespace {
/// A node of the tree. All that the walk needs of it is together, for it comes by in no order of memory.
struct TreeNode {
  uint32_t Caller;
  uint32_t Child = 0, Sibling = 0; ///< one that it called, the next that its caller called; 0 for none
  uint32_t FirstFrame, NumFrames;
  StackWeight Own, Sum; ///< of the stack that ends here, and of all through it
};

/// A frame of code in the walk.
struct WalkFrame {
  uint32_t Line; ///< index into StackTimes::Lines
  uint32_t Function;
};
constexpr uint32_t NoFunction = ~uint32_t(0);

/// Walks the tree from the outermost places inwards.
class TreeWalk {
public:
  TreeWalk(const StackTable &Table, const SourceStacks &Sources, ArrayRef<StackWeight> Weights,
           ArrayRef<uint32_t> Places, StackTimes &Times);
  void run();

private:
  /// A frame of the node at hand, or of one around it, and what it is the outermost of.
  struct OpenFrame {
    WalkFrame Frame;
    uint32_t Node;
    bool OpensLine, OpensFunction;
    std::optional<uint32_t> Edge; ///< that it opens
  };
  void addFrames(ArrayRef<SourceFrame> All);
  void linkChildren();
  void enter(uint32_t Node);
  void leave(uint32_t Node);
  void open(WalkFrame F, uint32_t Node);
  void openFunction(uint32_t Function, const StackWeight &Weight);
  std::optional<uint32_t> openEdge(size_t Caller, size_t Callee);
  void addSelf(const StackWeight &Weight);

  StackTimes &Times;
  ArrayRef<uint32_t> Places;
  std::vector<uint32_t> NumOpen; ///< functions of a place that are in the stack at hand
  std::vector<TreeNode> Nodes;   ///< by stack
  std::vector<WalkFrame> Frames;
  DenseMap<std::pair<size_t, size_t>, uint32_t> EdgeOf; ///< by caller and callee: index into StackTimes::Edges
  // Whether they are in the stack at hand.
  std::vector<bool> IsLineOpen, IsFunctionOpen, IsEdgeOpen;
  std::vector<OpenFrame> Open; ///< the innermost last
};
} // namespace

TreeWalk::TreeWalk(const StackTable &Table, const SourceStacks &Sources, ArrayRef<StackWeight> Weights,
                   ArrayRef<uint32_t> Places, StackTimes &Times)
    : Times(Times), Places(Places), NumOpen(Places.size()), Nodes(Weights.size()) {
  for (uint32_t Stack = 1; Stack != Weights.size(); ++Stack) {
    auto Own = Sources.ownFrames(Stack);
    Nodes[Stack] = {
        Table.Stacks[Stack].Caller, 0, 0, *Own.begin(), uint32_t(Own.size()), Weights[Stack], Weights[Stack]};
  }
  addFrames(Sources.allFrames());
}

/// Leaves out what weighs nothing.
void TreeWalk::linkChildren() {
  for (uint32_t Index = Nodes.size() - 1; Index; --Index) { // stands behind its caller
    TreeNode &Node = Nodes[Index], &Caller = Nodes[Node.Caller];
    if (!Node.Sum.Samples)
      continue;
    Caller.Sum.Ns += Node.Sum.Ns;
    Caller.Sum.Samples += Node.Sum.Samples;
    Node.Sibling = std::exchange(Caller.Child, Index);
  }
}

void TreeWalk::addFrames(ArrayRef<SourceFrame> All) {
  DenseMap<std::pair<size_t, uint64_t>, uint32_t> Known;
  size_t NumFunctions = 0;
  for (const SourceFrame &F : All) {
    auto [It, IsNew] = Known.try_emplace({F.File, F.Line}, Times.Lines.size());
    if (IsNew)
      Times.Lines.push_back({F.File, F.Line, F.Function, {}});
    bool HasFunction = F.Function != SourceFrame::None;
    Frames.push_back({It->second, HasFunction ? uint32_t(F.Function) : NoFunction});
    if (HasFunction)
      NumFunctions = std::max(NumFunctions, F.Function + 1);
  }
  IsLineOpen.resize(Times.Lines.size());
  Times.Functions.resize(NumFunctions);
  Times.Nested.resize(NumFunctions);
  IsFunctionOpen.resize(NumFunctions);
}

std::optional<uint32_t> TreeWalk::openEdge(size_t Caller, size_t Callee) {
  auto [It, IsNew] = EdgeOf.try_emplace({Caller, Callee}, Times.Edges.size());
  if (IsNew) {
    Times.Edges.push_back({Caller, Callee, {}});
    IsEdgeOpen.push_back(false);
  }
  if (IsEdgeOpen[It->second])
    return std::nullopt;
  IsEdgeOpen[It->second] = true;
  return It->second;
}

static void addTotal(TimeFigures &To, const StackWeight &Weight) {
  To.TotalNs += Weight.Ns;
  To.Samples += Weight.Samples;
}

void TreeWalk::openFunction(uint32_t Function, const StackWeight &Weight) {
  addTotal(Times.Functions[Function], Weight);
  if (NumOpen[Places[Function]]++ == 0)
    return;
  Times.Nested[Function].Ns += Weight.Ns;
  Times.Nested[Function].Samples += Weight.Samples;
}

void TreeWalk::open(WalkFrame F, uint32_t Node) {
  const StackWeight &Weight = Nodes[Node].Sum;
  OpenFrame New = {F, Node, !IsLineOpen[F.Line], false, std::nullopt};
  if (New.OpensLine) {
    IsLineOpen[F.Line] = true;
    addTotal(Times.Lines[F.Line].Time, Weight);
  }
  if (F.Function != NoFunction) {
    New.OpensFunction = !IsFunctionOpen[F.Function];
    if (New.OpensFunction)
      openFunction(F.Function, Weight);
    IsFunctionOpen[F.Function] = true;
    if (!Open.empty() && Open.back().Frame.Function != NoFunction)
      New.Edge = openEdge(Open.back().Frame.Function, F.Function);
    if (New.Edge)
      addTotal(Times.Edges[*New.Edge].Time, Weight);
  }
  Open.push_back(New);
}

void TreeWalk::addSelf(const StackWeight &Weight) {
  if (Open.empty())
    return;
  auto Add = [&](TimeFigures &To) {
    To.SelfNs += Weight.Ns;
    To.SelfSamples += Weight.Samples;
  };
  const WalkFrame &F = Open.back().Frame;
  Add(Times.Lines[F.Line].Time);
  if (F.Function != NoFunction)
    Add(Times.Functions[F.Function]);
}

void TreeWalk::enter(uint32_t Node) {
  const TreeNode &N = Nodes[Node];
  for (const WalkFrame &F : reverse(ArrayRef(Frames).slice(N.FirstFrame, N.NumFrames)))
    open(F, Node);
  addSelf(N.Own);
}

void TreeWalk::leave(uint32_t Node) {
  for (; !Open.empty() && Open.back().Node == Node; Open.pop_back()) {
    const OpenFrame &Last = Open.back();
    if (Last.OpensLine)
      IsLineOpen[Last.Frame.Line] = false;
    if (Last.OpensFunction) {
      IsFunctionOpen[Last.Frame.Function] = false;
      --NumOpen[Places[Last.Frame.Function]];
    }
    if (Last.Edge)
      IsEdgeOpen[*Last.Edge] = false;
  }
}

void TreeWalk::run() {
  linkChildren();
  for (uint32_t Node = Nodes[0].Child; Node;) {
    enter(Node);
    if (Nodes[Node].Child) {
      Node = Nodes[Node].Child;
      continue;
    }
    for (; Node && !Nodes[Node].Sibling; Node = Nodes[Node].Caller)
      leave(Node);
    leave(Node);
    Node = Nodes[Node].Sibling;
  }
  erase_if(Times.Lines, [](const StackTimes::LineTime &L) { return !L.Time.Samples; });
}

StackTimes::StackTimes(const StackTable &Table, const SourceStacks &Sources, ArrayRef<StackWeight> Weights,
                       ArrayRef<uint32_t> Places) {
  TreeWalk(Table, Sources, Weights, Places, *this).run();
}
