//===- LateTimes.cpp - exact times of coroutines at -O0 -------------------===//
//
// At -O0 Clang splits coroutines behind the place where LowerPass runs. Only then is it known which code runs between
// two suspensions, which is what a coroutine's time is made of.
//
//===----------------------------------------------------------------------===//
#include "AbiNames.h"
#include "Marker.h"
#include "Passes.h"
#include "TimeProbes.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;
using namespace hpi;

namespace {

/// The records that LowerPass has made, in a module whose counters are numbered.
class OldTimeCounters : public TimeCounters {
public:
  OldTimeCounters(GlobalVariable &Counters, unsigned FirstMaximum) : Counters(Counters), FirstMaximum(FirstMaximum) {}

  /// Gives the thread its block first: a part of a coroutine may be the first of it on its thread.
  Instruction *begin(Function &F) override;
  std::pair<unsigned, unsigned> create() override { llvm_unreachable("LowerPass has made all records"); }
  Value *counter(unsigned First, Instruction *Where) override {
    return IRBuilder<>(Where).CreateConstGEP1_64(Type::getInt64Ty(Where->getContext()), Base, First);
  }
  Value *maximum(unsigned Maxima, Instruction *Where) override { return counter(FirstMaximum + Maxima, Where); }

private:
  GlobalVariable &Counters;
  unsigned FirstMaximum;
  Value *Base = nullptr; ///< the thread's first counter, in the function at hand
};

} // namespace

Instruction *OldTimeCounters::begin(Function &F) {
  Module &M = *F.getParent();
  Type *I64 = Type::getInt64Ty(M.getContext());
  Instruction *Where = entryPoint(F);
  IRBuilder<> B(Where);
  Value *Address = B.CreateThreadLocalAddress(M.getNamedGlobal(AbiNames::OFFSET));
  Value *IsNew = B.CreateICmpEQ(B.CreateLoad(I64, Address), ConstantInt::get(I64, 0), "hpi.new");
  Instruction *Then = SplitBlockAndInsertIfThen(IsNew, Where->getIterator(), false);
  CallInst *Call = IRBuilder<>(Then).CreateCall(M.getFunction(AbiNames::ENTER));
  Call->setCallingConv(CallingConv::PreserveMost);
  B.SetInsertPoint(Where);
  Base = B.CreatePtrAdd(&Counters, B.CreateLoad(I64, Address), "hpi.base");
  return Where;
}

PreservedAnalyses LateTimesPass::run(Module &M, ModuleAnalysisManager &) {
  GlobalVariable *Counters = M.getNamedGlobal("__hpi_counters");
  if (U->Table.Timed.empty() || !Counters)
    return PreservedAnalyses::all();
  OldTimeCounters Rows(*Counters, U->Table.FirstMaximum);
  TimeProbes Times(M, Rows, U->Table);
  for (Function &F : M)
    if (TimeProbes::isPutOff(F))
      Times.addLate(F);
  return PreservedAnalyses::none();
}
