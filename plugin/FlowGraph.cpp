//===- FlowGraph.cpp - which places of a function run equally often -------===//
#include "FlowGraph.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;
using namespace hpi;

FlowGraph::FlowGraph(Function &F) {
  for (BasicBlock &Block : F)
    cut(Block);
  for (unsigned I = 0; I < Nodes.size(); ++I)
    Parent.push_back(I);
}

/// An invoke's own edges say where it went, but not whether it came back at all.
static bool endsPlainly(const BasicBlock &Block) {
  return isa<BranchInst, SwitchInst, IndirectBrInst>(Block.getTerminator());
}

void FlowGraph::cut(BasicBlock &Block) {
  unsigned First = Nodes.size();
  auto Begin = [&](bool IsTop) {
    FlowNode Node;
    Node.Block = &Block;
    Node.IsTop = IsTop;
    Nodes.push_back(Node);
  };
  bool IsPlain = Block.getParent()->hasOptNone();
  Begin(true);
  for (Instruction &I : Block) {
    FlowNode &Node = Nodes.back();
    if (isMarker(I)) {
      Node.Sites.append(sitesOf(cast<CallBase>(I)));
      Node.At = &I;
    } else if ((mayNotContinue(I) || (IsPlain && mayFault(I))) && !I.isTerminator()) {
      if (!Node.At)
        Node.At = &I;
      Begin(false);
    }
  }
  Nodes.back().IsBottom = endsPlainly(Block);
  if (!Nodes.back().At)
    Nodes.back().At = Block.getTerminator();
  Range[&Block] = {First, unsigned(Nodes.size() - 1)};
}

unsigned FlowGraph::classOf(unsigned Node) const {
  while (Parent[Node] != Node)
    Node = Parent[Node] = Parent[Parent[Node]];
  return Node;
}

/// True where every path from the bottom of \p A leads to \p J, through blocks that control cannot leave otherwise and
/// without a loop, in which it might stay.
bool FlowGraph::runTogether(BasicBlock *A, BasicBlock *J, const CycleInfo &CI) const {
  constexpr unsigned MaxBlocks = 64;
  const Cycle *Around = CI.getCycle(A);
  if (Around != CI.getCycle(J) || !Nodes[bottom(A)].IsBottom)
    return false;
  // Blocks on the path that is being followed, and blocks done with.
  DenseSet<BasicBlock *> Done;
  SmallVector<std::pair<BasicBlock *, succ_iterator>, 16> Path;
  DenseSet<BasicBlock *> OnPath;
  Path.push_back({A, succ_begin(A)});
  OnPath.insert(A);
  while (!Path.empty()) {
    auto &[Block, Next] = Path.back();
    if (Next == succ_end(Block)) {
      OnPath.erase(Block);
      Done.insert(Block);
      Path.pop_back();
      continue;
    }
    BasicBlock *Succ = *Next++;
    if (Succ == J || Done.count(Succ))
      continue;
    bool IsWhole = top(Succ) == bottom(Succ) && Nodes[top(Succ)].IsBottom;
    if (OnPath.count(Succ) || !IsWhole || CI.getCycle(Succ) != Around || Done.size() > MaxBlocks)
      return false;
    OnPath.insert(Succ);
    Path.push_back({Succ, succ_begin(Succ)});
  }
  return true;
}

void FlowGraph::classify(DominatorTree &DT, PostDominatorTree &PDT, const CycleInfo &CI) {
  for (auto &[J, Nodes] : Range) {
    auto *Node = DT.getNode(const_cast<BasicBlock *>(J));
    if (!Node || !Node->getIDom())
      continue;
    BasicBlock *A = Node->getIDom()->getBlock();
    auto *Behind = PDT.getNode(A);
    if (!Behind || !Behind->getIDom() || Behind->getIDom()->getBlock() != J)
      continue;
    if (runTogether(A, const_cast<BasicBlock *>(J), CI))
      Parent[classOf(bottom(A))] = classOf(top(J));
  }
}
