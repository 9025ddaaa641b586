//===- FlowEquations.cpp - what runs as often as what in all --------------===//
//
// Control that enters a block by its edges leaves it by its edges, unless something in it may not continue. So a class
// is the sum of what its last node leads to, and of what leads to its first; an edge between two blocks that both have
// others is a class of its own. Only sums: where a process dies between two additions a sum lacks what is in flight,
// while a difference could show visits that never were.
//
//===----------------------------------------------------------------------===//
#include "FlowEquations.h"

#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"

using namespace llvm;
using namespace hpi;

FlowEquations::FlowEquations(Function &F, FunctionAnalysisManager *FAM, ArrayRef<FoldedBranch> Folded)
    : F(F), FAM(FAM), Graph(F) {
  if (FAM) {
    Graph.classify(FAM->getResult<DominatorTreeAnalysis>(F), FAM->getResult<PostDominatorTreeAnalysis>(F),
                   FAM->getResult<CycleAnalysis>(F));
    Frequencies = &FAM->getResult<BlockFrequencyAnalysis>(F);
    Probabilities = &FAM->getResult<BranchProbabilityAnalysis>(F);
    LI = &FAM->getResult<LoopAnalysis>(F);
  }
  for (unsigned I = 0; I < Graph.nodes().size(); ++I) {
    unsigned Class = Graph.classOf(I);
    Members[Class].push_back(I);
    const SiteList &Here = Graph.nodes()[I].Sites;
    if (!Here.empty())
      Sites[Class].append(Here);
  }
  for (const FoldedBranch &Branch : Folded)
    addFolded(Branch);
}

/// Where both sides have sites the block they stood in is their sum.
void FlowEquations::addFolded(const FoldedBranch &Branch) {
  Sum Both;
  for (const FoldedSide &Side : Branch.Sides) {
    if (Side.Sites.empty())
      continue;
    unsigned Class = firstEdge();
    Sides.push_back(Side);
    Sites[Class] = Side.Sites;
    Both.push_back(Class);
  }
  unsigned Head = Graph.bottom(Branch.Sides[0].At->getParent());
  if (Both.size() == 2 && Graph.nodes()[Head].IsBottom)
    FoldedSums.try_emplace(Graph.classOf(Head), Both);
}

ArrayRef<unsigned> FlowEquations::nodesOf(unsigned Class) const {
  auto It = Members.find(Class);
  return It == Members.end() ? ArrayRef<unsigned>() : ArrayRef<unsigned>(It->second);
}

uint64_t FlowEquations::frequency(Edge E) const {
  auto [From, To] = E;
  return (Frequencies->getBlockFreq(From) * Probabilities->getEdgeProbability(From, To)).getFrequency();
}

uint64_t FlowEquations::frequency(unsigned Class) const {
  if (Class >= firstEdge())
    return frequency(Edges[Class - firstEdge()]);
  BasicBlock *Block = Class >= firstSide() ? Sides[Class - firstSide()].At->getParent() : Graph.nodes()[Class].Block;
  return Frequencies->getBlockFreq(Block).getFrequency();
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

/// False where a block on the edge would spoil a loop: one that collects, or its only way back.
bool FlowEquations::isCountable(Edge E) const {
  auto [From, To] = E;
  if (!isa<BranchInst, SwitchInst>(From->getTerminator()) || From->getUniqueSuccessor() || To->getUniquePredecessor() ||
      To->isEHPad())
    return false;
  for (BasicBlock *End : {From, To}) {
    Loop *L = LI->getLoopFor(End);
    if (L && (L->getHeader() == To || canCollect(L, FAM->getResult<CycleAnalysis>(F))))
      return false;
  }
  return true;
}

bool FlowEquations::edgeClass(Edge E, Sum &Out) {
  if (!isCountable(E))
    return false;
  auto [It, IsNew] = EdgeClasses.try_emplace(E, firstEdge() + Edges.size());
  if (IsNew)
    Edges.push_back(E);
  Out.push_back(It->second);
  return true;
}

bool FlowEquations::fromSuccessors(unsigned Node, Sum &Out) {
  const FlowNode &From = Graph.nodes()[Node];
  if (!From.IsBottom || succ_empty(From.Block))
    return false;
  SmallPtrSet<BasicBlock *, 4> Seen;
  for (BasicBlock *Succ : successors(From.Block)) {
    if (!Seen.insert(Succ).second)
      continue;
    if (Succ->getUniquePredecessor() == From.Block && !Succ->isEHPad())
      Out.push_back(classAtTop(Succ));
    else if (!edgeClass({From.Block, Succ}, Out))
      return false;
  }
  return true;
}

bool FlowEquations::fromPredecessors(unsigned Node, Sum &Out) {
  const FlowNode &To = Graph.nodes()[Node];
  if (!To.IsTop || To.Block == &F.getEntryBlock() || To.Block->isEHPad() || To.Block->hasAddressTaken())
    return false;
  SmallPtrSet<BasicBlock *, 4> Seen;
  for (BasicBlock *Pred : predecessors(To.Block)) {
    if (!Seen.insert(Pred).second)
      continue;
    unsigned From = Graph.bottom(Pred);
    if (Graph.nodes()[From].IsBottom && Pred->getUniqueSuccessor() == To.Block)
      Out.push_back(Graph.classOf(From));
    else if (!edgeClass({Pred, To.Block}, Out))
      return false;
  }
  return true;
}

std::vector<Edge> FlowEquations::criticalEdges() {
  std::vector<Edge> All;
  for (BasicBlock &From : F) {
    SmallPtrSet<BasicBlock *, 4> Seen;
    for (BasicBlock *To : successors(&From))
      if (Seen.insert(To).second && isCountable({&From, To}))
        All.push_back({&From, To});
  }
  llvm::stable_sort(All, [this](Edge A, Edge B) { return frequency(A) > frequency(B); });
  return All;
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

/// The last of the class's nodes, marked ones first: what is counted late is never ahead of the truth.
unsigned FlowEquations::placeFor(unsigned Class) const {
  const auto &Nodes = Members.at(Class);
  unsigned Best = Nodes.front();
  for (unsigned Node : Nodes)
    if (!Graph.nodes()[Node].Sites.empty())
      Best = Node;
  return Best;
}

/// Gives the edge a block of its own. The post-dominators do not hold afterwards.
static BasicBlock *splitEdge(Edge E, DominatorTree &DT, LoopInfo &LI) {
  auto [From, To] = E;
  auto *Middle = BasicBlock::Create(From->getContext(), "hpi.edge", From->getParent(), To);
  IRBuilder<> B(Middle);
  B.SetCurrentDebugLocation(From->getTerminator()->getDebugLoc());
  B.CreateBr(To);
  From->getTerminator()->replaceSuccessorWith(To, Middle);
  for (PHINode &Phi : To->phis()) {
    Phi.addIncoming(Phi.getIncomingValueForBlock(From), Middle);
    while (Phi.getBasicBlockIndex(From) >= 0)
      Phi.removeIncomingValue(From, /*DeletePHIIfEmpty=*/false);
  }
  DT.addNewBlock(Middle, From);
  Loop *Around = LI.getLoopFor(From);
  while (Around && !Around->contains(To))
    Around = Around->getParentLoop();
  if (Around)
    Around->addBasicBlockToLoop(Middle, LI);
  return Middle;
}

Addition FlowEquations::additionFor(unsigned Class, unsigned Counter) {
  if (Class < firstSide())
    return {Counter, Graph.nodes()[placeFor(Class)].At};
  if (Class < firstEdge())
    return {Counter, Sides[Class - firstSide()].At, Sides[Class - firstSide()].Taken};
  uint64_t Frequency = frequency(Class);
  BasicBlock *Middle = splitEdge(Edges[Class - firstEdge()], FAM->getResult<DominatorTreeAnalysis>(F), *LI);
  Frequencies->setBlockFreq(Middle, BlockFrequency(Frequency));
  return {Counter, Middle->getTerminator()};
}
