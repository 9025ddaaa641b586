//===- Placement.cpp - from markers to counters ---------------------------===//
//
// Owns: which physical counters make up each site.
//
// At -O0 each node with sites has a counter. With optimisation, classes with sites are taken from the most frequent on,
// and one that follows from others as a sum costs nothing, be it at the price of a counter at a place that runs much
// less often: the header of a loop from its body and the block before it, a condition from its two sides. Then edges
// are looked at that save two counters each:
//
//     A;                      A = edge + B
//     if (seldom) { B; f(); C; }   f may not come back: B and C are counted
//     D;                      D = edge + C
//
//===----------------------------------------------------------------------===//
#include "FlowEquations.h"
#include "Lower.h"

#include "llvm/ADT/SmallSet.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"

using namespace llvm;
using namespace hpi;

namespace {

/// Bounds what the tables hold for a site: the header of a large switch is the sum of its cases.
constexpr unsigned MaxTerms = 256;

class Placement {
public:
  Placement(Function &F, FunctionAnalysisManager *FAM, ArrayRef<FoldedBranch> Folded);

  /// Numbers the counters, and notes in \p Table what makes up each site.
  /// \returns where they are added to
  SmallVector<Addition> run(CounterCode &Code, SiteTable &Table);

private:
  enum State { StateCounted, StateDerived };

  void derive();
  bool deriveClass(unsigned Class);
  void deriveEnds(Edge E);
  void define(unsigned Class, const Sum &Terms);
  std::optional<uint64_t> costOf(ArrayRef<unsigned> Terms, ArrayRef<unsigned> Classes) const;
  bool isCounted(unsigned Class) const;
  bool dependsOn(unsigned Class, unsigned On) const;
  void expand(unsigned Class, Sum &Out) const;
  unsigned numTerms(unsigned Class) const;
  unsigned numTerms(const Sum &Terms) const;
  bool canGrow(unsigned Class, unsigned Growth) const;
  void grow(unsigned Class, unsigned Growth);

  FlowEquations Flow;
  std::map<unsigned, State> States;                   ///< of classes that are needed
  std::map<unsigned, Sum> Sums;                       ///< of derived classes
  std::map<unsigned, unsigned> NumTerms;              ///< of derived classes, when all sums are expanded
  std::map<unsigned, SmallVector<unsigned, 2>> Users; ///< class to the derived ones that it is a term of
  bool IsPlain;
};

} // namespace

Placement::Placement(Function &F, FunctionAnalysisManager *FAM, ArrayRef<FoldedBranch> Folded)
    : Flow(F, FAM, Folded), IsPlain(!FAM) {
  for (auto &[Class, List] : Flow.sites())
    States[Class] = StateCounted;
  for (auto &[Class, Both] : Flow.foldedSums())
    define(Class, Both);
}

bool Placement::isCounted(unsigned Class) const {
  auto It = States.find(Class);
  return It != States.end() && It->second == StateCounted;
}

bool Placement::dependsOn(unsigned Class, unsigned On) const {
  if (Class == On)
    return true;
  auto It = Sums.find(Class);
  return It != Sums.end() && any_of(It->second, [&](unsigned Term) { return dependsOn(Term, On); });
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

unsigned Placement::numTerms(unsigned Class) const {
  auto It = NumTerms.find(Class);
  return It == NumTerms.end() ? 1 : It->second;
}

unsigned Placement::numTerms(const Sum &Terms) const {
  unsigned Num = 0;
  for (unsigned Term : Terms)
    Num += numTerms(Term);
  return Num;
}

/// True where \p Class, and all that it is a term of, can have so many more terms.
bool Placement::canGrow(unsigned Class, unsigned Growth) const {
  if (numTerms(Class) + Growth > MaxTerms)
    return false;
  auto It = Users.find(Class);
  return It == Users.end() || all_of(It->second, [&](unsigned User) { return canGrow(User, Growth); });
}

void Placement::grow(unsigned Class, unsigned Growth) {
  NumTerms[Class] = numTerms(Class) + Growth;
  for (unsigned User : Users[Class])
    grow(User, Growth);
}

/// How often counters run that \p Terms need and nothing else does; none where one of them depends on \p Classes.
std::optional<uint64_t> Placement::costOf(ArrayRef<unsigned> Terms, ArrayRef<unsigned> Classes) const {
  uint64_t Extra = 0;
  SmallSet<unsigned, 8> Seen;
  for (unsigned Term : Terms) {
    if (any_of(Classes, [&](unsigned Class) { return dependsOn(Term, Class); }))
      return std::nullopt;
    if (!States.count(Term) && Seen.insert(Term).second)
      Extra += Flow.frequency(Term);
  }
  return Extra;
}

void Placement::define(unsigned Class, const Sum &Terms) {
  grow(Class, numTerms(Terms) - 1);
  for (unsigned Term : Terms) {
    States.try_emplace(Term, StateCounted);
    Users[Term].push_back(Class);
  }
  States[Class] = StateDerived;
  Sums[Class] = Terms;
}

/// Counters that only the sum needs are worth it where they run less than a quarter as often.
bool Placement::deriveClass(unsigned Class) {
  for (unsigned Node : Flow.nodesOf(Class)) {
    for (auto Way : {&FlowEquations::fromSuccessors, &FlowEquations::fromPredecessors}) {
      Sum Terms;
      if (!(Flow.*Way)(Node, Terms) || Terms.empty() || !canGrow(Class, numTerms(Terms) - 1))
        continue;
      std::optional<uint64_t> Extra = costOf(Terms, Class);
      if (!Extra || (*Extra != 0 && *Extra >= Flow.frequency(Class) / 4))
        continue;
      define(Class, Terms);
      return true;
    }
  }
  return false;
}

/// One count of the edge for both of its ends, where that and what else they need runs less often than they do.
void Placement::deriveEnds(Edge E) {
  const FlowGraph &Graph = Flow.graph();
  unsigned From = Flow.classAtBottom(E.first), To = Flow.classAtTop(E.second);
  Sum Out, In;
  if (From == To || !isCounted(From) || !isCounted(To) || !Flow.fromSuccessors(Graph.bottom(E.first), Out) ||
      !Flow.fromPredecessors(Graph.top(E.second), In) || !canGrow(From, numTerms(Out)) || !canGrow(To, numTerms(In)))
    return;
  Sum All(Out);
  All.append(In);
  std::optional<uint64_t> Extra = costOf(All, {From, To});
  uint64_t Saved = Flow.frequency(From) + Flow.frequency(To);
  if (!Extra || *Extra > Saved - Saved / 4)
    return;
  define(From, Out);
  define(To, In);
}

void Placement::derive() {
  std::vector<unsigned> Order;
  for (auto &[Class, List] : Flow.sites())
    Order.push_back(Class);
  llvm::stable_sort(Order, [this](unsigned A, unsigned B) { return Flow.frequency(A) > Flow.frequency(B); });
  for (unsigned Class : Order)
    if (isCounted(Class))
      deriveClass(Class);
  for (Edge E : Flow.criticalEdges())
    deriveEnds(E);
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
    Additions.push_back(Flow.additionFor(Class, Counter));
  }
  for (auto &[Class, List] : Flow.sites()) {
    Sum Terms;
    expand(Class, Terms);
    for (unsigned Site : List)
      for (unsigned Term : Terms)
        Table.Sites[Site].Terms.push_back(Counters[Term] * 2);
  }
  return Additions;
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
  if (FAM && (F.hasOptNone() || F.isPresplitCoroutine()))
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
