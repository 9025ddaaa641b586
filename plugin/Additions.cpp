//===- Additions.cpp - where the code that counts is put ------------------===//
#include "Additions.h"
#include "Compat.h"
#include "Marker.h"

#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/PromoteMemToReg.h"

using namespace llvm;
using namespace hpi;

AdditionEmitter::AdditionEmitter(Function &F, CounterCode &Code, FunctionAnalysisManager *FAM)
    : F(F), Code(Code), I32(Type::getInt32Ty(F.getContext())), I64(Type::getInt64Ty(F.getContext())) {
  if (!FAM)
    return;
  LI = &FAM->getResult<LoopAnalysis>(F);
  CI = &FAM->getResult<CycleAnalysis>(F);
  DT = &FAM->getResult<DominatorTreeAnalysis>(F);
  BFI = &FAM->getResult<BlockFrequencyAnalysis>(F);
  if (!LI->empty())
    SE = &FAM->getResult<ScalarEvolutionAnalysis>(F);
}

//===----------------------------------------------------------------------===//
// Which loops collect
//===----------------------------------------------------------------------===//

bool hpi::canCollect(Loop *L, const CycleInfo &CI) {
  if (!L->isInnermost() || !L->isLoopSimplifyForm() || !L->getLoopLatch())
    return false;
  for (BasicBlock *Block : L->blocks()) {
    if (CI.getCycle(Block) != CI.getCycle(L->getHeader()))
      return false;
    for (Instruction &I : *Block)
      if (mayNotContinue(I) || (I.isTerminator() && !isa<BranchInst, SwitchInst>(I)))
        return false;
  }
  return true;
}

Loop *AdditionEmitter::collectingLoop(const Addition &A) {
  Loop *L = LI ? LI->getLoopFor(A.At->getParent()) : nullptr;
  if (!L)
    return nullptr;
  auto [It, IsNew] = Collecting.try_emplace(L, false);
  if (IsNew)
    It->second = canCollect(L, *CI);
  return It->second ? L : nullptr;
}

/// Finds out how often the loop runs, where that is known on entry and cheap to compute.
void AdditionEmitter::measure(CountedLoop &Counted) {
  constexpr unsigned Budget = 8;
  Loop *L = Counted.L;
  unsigned Max = SE->getSmallConstantMaxTripCount(L);
  Counted.IsShort = Max != 0 && Max <= MaxInFlight;
  if (L->getExitingBlock() != L->getLoopLatch() || !L->getExitBlock())
    return;
  const SCEV *Count = SE->getBackedgeTakenCount(L);
  if (isa<SCEVCouldNotCompute>(Count) || !Count->getType()->isIntegerTy() ||
      SE->getTypeSizeInBits(Count->getType()) > 64)
    return;
  Instruction *Entry = L->getLoopPreheader()->getTerminator();
  SCEVExpander Expander = makeExpander(*SE, *F.getParent(), "hpi");
  TargetTransformInfo TTI(F.getDataLayout());
  if (!Expander.isSafeToExpandAt(Count, Entry) || Expander.isHighCostExpansion(Count, L, Budget, &TTI, Entry))
    return;
  Value *Expanded = Expander.expandCodeFor(Count, Count->getType(), Entry->getIterator());
  Counted.Backedges = IRBuilder<>(Entry).CreateZExt(Expanded, I64);
}

bool AdditionEmitter::runsEachTime(const CountedLoop &Counted, const Addition &A) const {
  return !A.Taken && DT->dominates(A.At->getParent(), Counted.L->getLoopLatch());
}

static unsigned size(const Loop *L) {
  unsigned Size = 0;
  for (BasicBlock *Block : L->blocks())
    Size += count_if(*Block, [](Instruction &I) { return !isMarker(I) && !isa<PHINode>(I); });
  return Size;
}

/// Registers cost at each entry and exit of the loop. They pay where an addition to memory would be what a tight loop
/// waits for, and where the loop can be vectorised; a place that hardly ever runs is cheaper counted there.
bool AdditionEmitter::isWorthwhile(const CountedLoop &Counted) const {
  constexpr unsigned Tight = 16;
  if (!Counted.Backedges && size(Counted.L) > Tight)
    return false;
  uint64_t Inside = 0;
  for (const Addition &A : Counted.Inside)
    Inside += BFI->getBlockFreq(A.At->getParent()).getFrequency();
  return Inside / 2 > BFI->getBlockFreq(Counted.L->getLoopPreheader()).getFrequency();
}

//===----------------------------------------------------------------------===//
// Registers
//===----------------------------------------------------------------------===//

/// A variable that becomes a register at the end. 32 bits hold what is in flight, and vectorise beside 32-bit data.
AllocaInst *AdditionEmitter::newRegister() {
  auto *Register = new AllocaInst(I32, 0, "hpi.count", F.getEntryBlock().begin());
  Registers.push_back(Register);
  return Register;
}

void AdditionEmitter::addOne(AllocaInst *Register, Instruction *At, Value *Taken) {
  IRBuilder<> B(At);
  Value *Amount = Taken ? B.CreateZExt(Taken, I32) : ConstantInt::get(I32, 1);
  B.CreateStore(B.CreateAdd(B.CreateLoad(I32, Register), Amount), Register);
}

void AdditionEmitter::flush(AllocaInst *Register, unsigned Counter, Instruction *At) {
  IRBuilder<> B(At);
  Value *Count = B.CreateZExt(B.CreateLoad(I32, Register), I64);
  Code.add(Counter, Count, At);
}

/// Empties the registers after so many iterations. The first of \p Inside's registers that counts each iteration counts
/// for this, too.
void AdditionEmitter::boundInFlight(CountedLoop &Counted, ArrayRef<AllocaInst *> Inside) {
  Instruction *Latch = Counted.L->getLoopLatch()->getTerminator();
  AllocaInst *Iterations = nullptr;
  for (auto [A, Register] : zip(Counted.Inside, Inside))
    if (runsEachTime(Counted, A))
      Iterations = Register;
  bool IsExtra = !Iterations;
  if (IsExtra) {
    Iterations = newRegister();
    IRBuilder<>(Counted.L->getLoopPreheader()->getTerminator()).CreateStore(ConstantInt::get(I32, 0), Iterations);
    addOne(Iterations, Latch);
  }
  IRBuilder<> B(Latch);
  Value *IsFull = B.CreateICmpEQ(B.CreateLoad(I32, Iterations), ConstantInt::get(I32, MaxInFlight));
  MDNode *Unlikely = MDBuilder(F.getContext()).createBranchWeights(1, MaxInFlight);
  Instruction *Flush = SplitBlockAndInsertIfThen(IsFull, Latch->getIterator(), false, Unlikely);
  for (auto [A, Register] : zip(Counted.Inside, Inside)) {
    flush(Register, A.Counter, Flush);
    IRBuilder<>(Flush).CreateStore(ConstantInt::get(I32, 0), Register);
  }
  if (IsExtra)
    IRBuilder<>(Flush).CreateStore(ConstantInt::get(I32, 0), Iterations);
}

/// Counts in registers and adds them up on each way out.
void AdditionEmitter::emitInRegisters(CountedLoop &Counted) {
  SmallVector<BasicBlock *> Exits;
  Counted.L->getUniqueExitBlocks(Exits);
  SmallVector<AllocaInst *> Inside;
  for (const Addition &A : Counted.Inside) {
    AllocaInst *Register = newRegister();
    Inside.push_back(Register);
    IRBuilder<>(Counted.L->getLoopPreheader()->getTerminator()).CreateStore(ConstantInt::get(I32, 0), Register);
    addOne(Register, A.At, A.Taken);
    for (BasicBlock *Exit : Exits)
      flush(Register, A.Counter, &*Exit->getFirstInsertionPt());
  }
  if (!Counted.IsShort)
    boundInFlight(Counted, Inside);
}

//===----------------------------------------------------------------------===//
// Loops whose number of iterations is known
//===----------------------------------------------------------------------===//

/// Turns a loop that goes round Left + 1 times into one of chunks, so that its counts are never far behind and its body
/// stays as simple as it was, for the vectoriser above all:
///
///     Left = Backedges                                   preheader
///     do {                                               Outer
///       Chunk = min(Left, MaxInFlight - 1); J = 0
///       do { body } while (J++ != Chunk)                 the loop
///       counters += Chunk + 1                            End
///     } while (Left != Chunk, Left -= Chunk + 1)
void AdditionEmitter::emitInChunks(CountedLoop &Counted) {
  Loop *L = Counted.L;
  BasicBlock *Header = L->getHeader(), *Latch = L->getLoopLatch(), *Entry = L->getLoopPreheader();
  BasicBlock *Exit = L->getExitBlock();
  LLVMContext &Context = F.getContext();
  auto *Outer = BasicBlock::Create(Context, "hpi.outer", &F, Header);
  auto *End = BasicBlock::Create(Context, "hpi.end", &F, Latch->getNextNode());

  IRBuilder<> B(Outer);
  PHINode *Left = B.CreatePHI(I64, 2, "hpi.left");
  for (PHINode &Phi : Header->phis()) {
    PHINode *Carried = B.CreatePHI(Phi.getType(), 2);
    Carried->addIncoming(Phi.getIncomingValueForBlock(Entry), Entry);
    Carried->addIncoming(Phi.getIncomingValueForBlock(Latch), End);
    int At = Phi.getBasicBlockIndex(Entry);
    Phi.setIncomingValue(At, Carried);
    Phi.setIncomingBlock(At, Outer);
  }
  Value *Chunk = B.CreateBinaryIntrinsic(Intrinsic::umin, Left, ConstantInt::get(I64, MaxInFlight - 1));
  B.CreateBr(Header);
  Entry->getTerminator()->replaceSuccessorWith(Header, Outer);

  B.SetInsertPoint(Header, Header->begin());
  PHINode *J = B.CreatePHI(I64, 2, "hpi.j");
  auto *Branch = cast<BranchInst>(Latch->getTerminator());
  B.SetInsertPoint(Branch);
  J->addIncoming(ConstantInt::get(I64, 0), Outer);
  J->addIncoming(B.CreateNUWAdd(J, ConstantInt::get(I64, 1)), Latch);
  bool ExitsIfTrue = Branch->getSuccessor(0) == Exit;
  Branch->setCondition(ExitsIfTrue ? B.CreateICmpEQ(J, Chunk) : B.CreateICmpNE(J, Chunk));
  Branch->replaceSuccessorWith(Exit, End);
  Exit->replacePhiUsesWith(Latch, End);

  B.SetInsertPoint(End);
  Value *Iterations = B.CreateAdd(Chunk, ConstantInt::get(I64, 1));
  Value *Rest = B.CreateSub(Left, Iterations);
  Instruction *Again =
      B.CreateCondBr(B.CreateICmpEQ(Left, Chunk), Exit, Outer, MDBuilder(Context).createBranchWeights(MaxInFlight, 1));
  Left->addIncoming(Counted.Backedges, Entry);
  Left->addIncoming(Rest, End);
  for (const Addition &A : Counted.Inside) {
    if (runsEachTime(Counted, A)) {
      Code.add(A.Counter, Iterations, Again);
      continue;
    }
    AllocaInst *Register = newRegister();
    IRBuilder<>(Outer->getTerminator()).CreateStore(ConstantInt::get(I32, 0), Register);
    addOne(Register, A.At, A.Taken);
    flush(Register, A.Counter, Again);
  }
}

//===----------------------------------------------------------------------===//

void AdditionEmitter::emit(ArrayRef<Addition> Additions) {
  std::vector<CountedLoop> Loops;
  std::map<Loop *, unsigned> IndexOf;
  SmallVector<Addition> Plain;
  for (const Addition &A : Additions) {
    Loop *L = collectingLoop(A);
    if (!L) {
      Plain.push_back(A);
      continue;
    }
    auto [It, IsNew] = IndexOf.try_emplace(L, Loops.size());
    if (IsNew)
      Loops.push_back({L, {}});
    Loops[It->second].Inside.push_back(A);
  }
  // All loops are measured before any is changed.
  for (CountedLoop &Counted : Loops)
    measure(Counted);
  erase_if(Loops, [&](CountedLoop &Counted) {
    bool IsPlain = !isWorthwhile(Counted);
    if (IsPlain)
      Plain.append(Counted.Inside);
    return IsPlain;
  });
  Code.begin(F, Additions.size());
  for (CountedLoop &Counted : Loops)
    Counted.Backedges ? emitInChunks(Counted) : emitInRegisters(Counted);
  for (const Addition &A : Plain)
    Code.add(A.Counter, A.Taken ? IRBuilder<>(A.At).CreateZExt(A.Taken, I64) : ConstantInt::get(I64, 1), A.At);
  if (Registers.empty())
    return;
  DT->recalculate(F);
  PromoteMemToReg(Registers, *DT);
}
