//===- Placement.cpp - from markers to counters ---------------------------===//
//
// Owns: which physical counters make up each site.
//
// At -O0 each node with sites has a counter. With optimisation, classes with sites are taken from the most frequent on,
// and one that follows from others as a sum costs nothing, be it at the price of a counter at a place that runs much
// less often: the header of a loop from its body and the block before it, a condition from its two sides.
//
//===----------------------------------------------------------------------===//
#include "Additions.h"
#include "FlowGraph.h"
#include "FoldedBranches.h"
#include "Lower.h"

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"

#include <map>

using namespace llvm;
using namespace hpi;

namespace {

/// Sum of classes, each as often as it stands here.
using Sum = SmallVector<unsigned, 4>;

class Placement {
public:
  Placement(Function &F, FunctionAnalysisManager *FAM, ArrayRef<FoldedBranch> Folded);

  /// Numbers the counters, and notes in \p Table what makes up each site.
  /// \returns where they are added to
  SmallVector<Addition> run(CounterCode &Code, SiteTable &Table);

private:
  enum State { StateIdle, StateCounted, StateDerived };

  void addFolded(const FoldedBranch &Branch);
  void derive();
  bool deriveClass(unsigned Class);
  bool fromSuccessors(unsigned Node, Sum &Out) const;
  bool fromPredecessors(unsigned Node, Sum &Out) const;
  bool isAffordable(unsigned Class, const Sum &Terms) const;
  bool dependsOn(unsigned Class, unsigned On) const;
  void expand(unsigned Class, Sum &Out) const;
  uint64_t frequency(unsigned Class) const;
  unsigned placeFor(unsigned Class) const;

  Function &F;
  FlowGraph Graph;
  BlockFrequencyInfo *Frequencies = nullptr;
  std::map<unsigned, SmallVector<unsigned, 4>> Members; ///< class to its nodes
  std::map<unsigned, SiteList> Sites;                   ///< class to its sites
  std::map<unsigned, State> States;
  std::map<unsigned, Sum> Sums; ///< of derived classes
  std::vector<FoldedSide> FoldedSides;
  bool IsPlain;
};

} // namespace

Placement::Placement(Function &F, FunctionAnalysisManager *FAM, ArrayRef<FoldedBranch> Folded)
    : F(F), Graph(F), IsPlain(!FAM) {
  if (!IsPlain) {
    Graph.classify(FAM->getResult<DominatorTreeAnalysis>(F), FAM->getResult<PostDominatorTreeAnalysis>(F),
                   FAM->getResult<LoopAnalysis>(F));
    Frequencies = &FAM->getResult<BlockFrequencyAnalysis>(F);
  }
  for (unsigned I = 0; I < Graph.nodes().size(); ++I) {
    unsigned Class = Graph.classOf(I);
    Members[Class].push_back(I);
    const SiteList &Here = Graph.nodes()[I].Sites;
    if (!Here.empty())
      Sites[Class].append(Here), States[Class] = StateCounted;
  }
  for (const FoldedBranch &Branch : Folded)
    addFolded(Branch);
}

/// Each side is a class of its own, numbered behind the nodes. Where both are counted the block they stood in is their
/// sum.
void Placement::addFolded(const FoldedBranch &Branch) {
  Sum Both;
  for (const FoldedSide &Side : Branch.Sides) {
    if (Side.Sites.empty())
      continue;
    unsigned Class = Graph.nodes().size() + FoldedSides.size();
    FoldedSides.push_back(Side);
    Sites[Class] = Side.Sites;
    States[Class] = StateCounted;
    Both.push_back(Class);
  }
  unsigned Head = Graph.classOf(Graph.bottom(Branch.Sides[0].At->getParent()));
  if (Both.size() == 2 && Graph.nodes()[Graph.bottom(Branch.Sides[0].At->getParent())].IsBottom && !Sums.count(Head)) {
    States[Head] = StateDerived;
    Sums[Head] = Both;
  }
}

uint64_t Placement::frequency(unsigned Class) const {
  if (Class >= Graph.nodes().size())
    return Frequencies->getBlockFreq(FoldedSides[Class - Graph.nodes().size()].At->getParent()).getFrequency();
  return Frequencies->getBlockFreq(Graph.nodes()[Class].Block).getFrequency();
}

/// The node is left by nothing but its edges, and each leads to a block that nothing else leads to.
bool Placement::fromSuccessors(unsigned Node, Sum &Out) const {
  const FlowNode &From = Graph.nodes()[Node];
  if (!From.IsBottom || succ_empty(From.Block))
    return false;
  SmallPtrSet<BasicBlock *, 4> Seen;
  for (BasicBlock *Succ : successors(From.Block)) {
    if (Succ->getUniquePredecessor() != From.Block || Succ->isEHPad())
      return false;
    if (Seen.insert(Succ).second)
      Out.push_back(Graph.classOf(Graph.top(Succ)));
  }
  return true;
}

/// The block is entered by nothing but its edges, and each comes from a block that leads nowhere else.
bool Placement::fromPredecessors(unsigned Node, Sum &Out) const {
  const FlowNode &To = Graph.nodes()[Node];
  if (!To.IsTop || To.Block == &F.getEntryBlock() || To.Block->isEHPad() || To.Block->hasAddressTaken())
    return false;
  SmallPtrSet<BasicBlock *, 4> Seen;
  for (BasicBlock *Pred : predecessors(To.Block)) {
    unsigned From = Graph.bottom(Pred);
    if (!Graph.nodes()[From].IsBottom || Pred->getUniqueSuccessor() != To.Block)
      return false;
    if (Seen.insert(Pred).second)
      Out.push_back(Graph.classOf(From));
  }
  return true;
}

bool Placement::dependsOn(unsigned Class, unsigned On) const {
  if (Class == On)
    return true;
  auto It = Sums.find(Class);
  return It != Sums.end() && any_of(It->second, [&](unsigned Term) { return dependsOn(Term, On); });
}

/// Terms that nothing else needs cost a counter each: worth it where they run less than a quarter as often.
bool Placement::isAffordable(unsigned Class, const Sum &Terms) const {
  uint64_t Extra = 0;
  for (unsigned Term : Terms) {
    if (dependsOn(Term, Class))
      return false;
    auto It = States.find(Term);
    if (It == States.end())
      Extra += frequency(Term);
  }
  return Extra < frequency(Class) / 4 || Extra == 0;
}

bool Placement::deriveClass(unsigned Class) {
  constexpr unsigned MaxTerms = 8;
  for (unsigned Node : Members[Class]) {
    for (auto Way : {&Placement::fromSuccessors, &Placement::fromPredecessors}) {
      Sum Terms;
      if (!(this->*Way)(Node, Terms) || Terms.empty() || Terms.size() > MaxTerms || !isAffordable(Class, Terms))
        continue;
      for (unsigned Term : Terms)
        States.try_emplace(Term, StateCounted);
      States[Class] = StateDerived;
      Sums[Class] = Terms;
      return true;
    }
  }
  return false;
}

void Placement::derive() {
  std::vector<unsigned> Order;
  for (auto &[Class, List] : Sites)
    Order.push_back(Class);
  llvm::stable_sort(Order, [this](unsigned A, unsigned B) { return frequency(A) > frequency(B); });
  for (unsigned Class : Order)
    if (States[Class] == StateCounted)
      deriveClass(Class);
}

/// The counted classes that \p Class is the sum of.
void Placement::expand(unsigned Class, Sum &Out) const {
  auto It = Sums.find(Class);
  if (It == Sums.end()) {
    Out.push_back(Class);
    return;
  }
  for (unsigned Term : It->second)
    expand(Term, Out);
}

/// The last of the class's nodes, marked ones first: what is counted late is never ahead of the truth.
unsigned Placement::placeFor(unsigned Class) const {
  const auto &Nodes = Members.at(Class);
  unsigned Best = Nodes.front();
  for (unsigned Node : Nodes)
    if (!Graph.nodes()[Node].Sites.empty())
      Best = Node;
  return Best;
}

SmallVector<Addition> Placement::run(CounterCode &Code, SiteTable &Table) {
  if (!IsPlain)
    derive();
  SmallVector<Addition> Additions;
  std::map<unsigned, unsigned> Counters;
  for (auto &[Class, S] : States) {
    if (S != StateCounted)
      continue;
    unsigned Counter = Counters[Class] = Code.newCounter();
    if (Class < Graph.nodes().size()) {
      Additions.push_back({Counter, Graph.nodes()[placeFor(Class)].At});
    } else {
      const FoldedSide &Side = FoldedSides[Class - Graph.nodes().size()];
      Additions.push_back({Counter, Side.At, Side.Taken});
    }
  }
  for (auto &[Class, List] : Sites) {
    Sum Terms;
    expand(Class, Terms);
    for (unsigned Site : List)
      for (unsigned Term : Terms)
        Table.Sites[Site].Terms.push_back(Counters[Term] * 2);
  }
  return Additions;
}

/// A cycle with two entries is no loop of LoopInfo's: nothing that is said of loops below holds in its presence.
static bool hasHiddenCycles(Function &F, FunctionAnalysisManager &FAM) {
  ReversePostOrderTraversal<Function *> Order(&F);
  return containsIrreducibleCFG<BasicBlock *>(Order, FAM.getResult<LoopAnalysis>(F));
}

/// Gives loops a preheader, one latch and exits of their own, which counting in registers relies on.
static void simplifyLoops(Function &F, FunctionAnalysisManager &FAM) {
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  if (LI.empty())
    return;
  auto &DT = FAM.getResult<DominatorTreeAnalysis>(F);
  auto &AC = FAM.getResult<AssumptionAnalysis>(F);
  bool Changed = false;
  for (Loop *L : LI)
    Changed |= simplifyLoop(L, &DT, &LI, nullptr, &AC, nullptr, false);
  if (!Changed)
    return;
  PreservedAnalyses Kept;
  Kept.preserve<LoopAnalysis>();
  Kept.preserve<DominatorTreeAnalysis>();
  FAM.invalidate(F, Kept);
}

bool hpi::placeCounters(Function &F, CounterCode &Code, SiteTable &Table, FunctionAnalysisManager *FAM) {
  if (none_of(instructions(F), isMarker))
    return false;
  if (FAM && (F.hasOptNone() || F.isPresplitCoroutine() || hasHiddenCycles(F, *FAM)))
    FAM = nullptr;
  SmallVector<FoldedBranch, 4> Folded;
  if (FAM) {
    Folded = foldBranches(F);
    if (!Folded.empty())
      FAM->invalidate(F, PreservedAnalyses::none());
    simplifyLoops(F, *FAM);
  }
  AdditionEmitter(F, Code, FAM).emit(Placement(F, FAM, Folded).run(Code, Table));
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (isMarker(I))
      I.eraseFromParent();
  return true;
}
