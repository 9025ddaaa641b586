//===- FoldedBranches.cpp - branches that exist only to be counted --------===//
#include "FoldedBranches.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;
using namespace hpi;

namespace {

/// `if (Condition) Side0; else Side1; Join`, where a side may be missing.
struct Diamond {
  BranchInst *Branch;
  BasicBlock *Sides[2]; ///< null for a side that is missing
  BasicBlock *Join;
};

} // namespace

/// What a side may hold besides markers, in all.
static constexpr unsigned MaxInstructions = 2;

/// \returns the number of instructions of a side that can be computed either way, or more than MaxInstructions
static unsigned cost(const BasicBlock &Side) {
  unsigned Cost = 0;
  for (const Instruction &I : Side) {
    if (isMarker(I) || I.isTerminator() || I.isDebugOrPseudoInst())
      continue;
    bool IsCheap = isa<BinaryOperator, CmpInst, CastInst, GetElementPtrInst, SelectInst>(I);
    Cost += IsCheap && isSafeToSpeculativelyExecute(&I) ? 1 : MaxInstructions + 1;
  }
  return Cost;
}

/// A side that nothing else leads to and that leads to one place only.
static BasicBlock *joinOf(BasicBlock *Side, const BasicBlock *Head) {
  auto *Branch = dyn_cast<BranchInst>(Side->getTerminator());
  bool IsSide = Branch && Branch->isUnconditional() && Side->getUniquePredecessor() == Head &&
                !Side->hasAddressTaken() && !isa<PHINode>(Side->front());
  return IsSide ? Branch->getSuccessor(0) : nullptr;
}

static bool matchDiamond(BasicBlock &Head, Diamond &D) {
  D.Branch = dyn_cast<BranchInst>(Head.getTerminator());
  if (!D.Branch || !D.Branch->isConditional() || D.Branch->getSuccessor(0) == D.Branch->getSuccessor(1))
    return false;
  BasicBlock *A = D.Branch->getSuccessor(0), *B = D.Branch->getSuccessor(1);
  BasicBlock *JoinA = joinOf(A, &Head), *JoinB = joinOf(B, &Head);
  if (JoinA && JoinA == JoinB)
    D.Join = JoinA, D.Sides[0] = A, D.Sides[1] = B;
  else if (JoinA == B)
    D.Join = B, D.Sides[0] = A, D.Sides[1] = nullptr;
  else if (JoinB == A)
    D.Join = A, D.Sides[0] = nullptr, D.Sides[1] = B;
  else
    return false;
  return D.Join != &Head;
}

/// Only what a select would have replaced: the sides choose between values, and no more than a few.
static bool isWorthFolding(const Diamond &D) {
  unsigned Cost = 0, NumMarkers = 0;
  for (BasicBlock *Side : D.Sides) {
    if (!Side)
      continue;
    Cost += cost(*Side);
    NumMarkers += count_if(*Side, [](const Instruction &I) { return isMarker(I); });
  }
  auto Phis = D.Join->phis();
  auto NumPhis = std::distance(Phis.begin(), Phis.end());
  bool HasVectors = any_of(Phis, [](const PHINode &Phi) { return !Phi.getType()->isIntOrPtrTy(); });
  return NumMarkers && Cost <= MaxInstructions && NumPhis >= 1 && NumPhis <= 3 && !HasVectors;
}

static FoldedSide emptySide(BasicBlock *Side, Value *Taken, Instruction *Before) {
  FoldedSide Folded{{}, Taken, Before};
  if (!Side)
    return Folded;
  for (Instruction &I : make_early_inc_range(*Side)) {
    if (isMarker(I)) {
      Folded.Sites.append(sitesOf(cast<CallBase>(I)));
      I.eraseFromParent();
    } else if (!I.isTerminator()) {
      I.moveBefore(*Before->getParent(), Before->getIterator());
      I.dropUBImplyingAttrsAndMetadata();
    }
  }
  return Folded;
}

static FoldedBranch fold(const Diamond &D) {
  BasicBlock *Head = D.Branch->getParent();
  IRBuilder<> B(D.Branch);
  Value *Condition = B.CreateFreeze(D.Branch->getCondition(), "hpi.taken");
  Value *Otherwise = B.CreateNot(Condition);
  FoldedBranch Folded{{emptySide(D.Sides[0], Condition, D.Branch), emptySide(D.Sides[1], Otherwise, D.Branch)}};
  for (PHINode &Phi : D.Join->phis()) {
    Value *Values[2];
    for (int I : {0, 1})
      Values[I] = Phi.getIncomingValueForBlock(D.Sides[I] ? D.Sides[I] : Head);
    Value *Chosen = Values[0] == Values[1] ? Values[0] : B.CreateSelect(Condition, Values[0], Values[1]);
    for (BasicBlock *Side : {D.Sides[0] ? D.Sides[0] : Head, D.Sides[1] ? D.Sides[1] : Head})
      Phi.removeIncomingValue(Side, /*DeletePHIIfEmpty=*/false);
    Phi.addIncoming(Chosen, Head);
  }
  Instruction *Straight = B.CreateBr(D.Join);
  D.Branch->eraseFromParent();
  for (FoldedSide &Side : Folded.Sides)
    Side.At = Straight;
  for (BasicBlock *Side : D.Sides)
    if (Side)
      Side->eraseFromParent();
  return Folded;
}

SmallVector<FoldedBranch, 4> hpi::foldBranches(Function &F) {
  SmallVector<FoldedBranch, 4> All;
  SmallVector<BasicBlock *> Heads;
  for (BasicBlock &Block : F)
    Heads.push_back(&Block);
  SmallPtrSet<BasicBlock *, 8> Gone;
  for (BasicBlock *Head : Heads) {
    Diamond D;
    if (Gone.count(Head) || !matchDiamond(*Head, D) || !isWorthFolding(D))
      continue;
    Gone.insert(D.Sides[0]);
    Gone.insert(D.Sides[1]);
    All.push_back(fold(D));
  }
  return All;
}
