//===- LowerPass.cpp - markers become counters ----------------------------===//
#include "Lower.h"
#include "Marker.h"
#include "Passes.h"
#include "TimeProbes.h"
#include "hpinstr/Abi.h"

#include "llvm/IR/InstIterator.h"

using namespace llvm;
using namespace hpi;

/// True where \p F can be entered by code that has not looked for the thread's block: from outside the module, through
/// a pointer, or from a function that does not count itself.
static bool isEnteredFromOutside(const Function &F, const SmallPtrSetImpl<Function *> &Counting) {
  if (!F.hasLocalLinkage())
    return true;
  return any_of(F.uses(), [&](const Use &U) {
    const auto *Call = dyn_cast<CallBase>(U.getUser());
    return !Call || !Call->isCallee(&U) || !Counting.count(const_cast<Function *>(Call->getFunction()));
  });
}

void hpi::dropMemoryPromises(ArrayRef<Function *> Counting) {
  SmallVector<Function *> Waiting(Counting);
  SmallPtrSet<Function *, 32> Done(Counting.begin(), Counting.end());
  while (!Waiting.empty()) {
    Function *F = Waiting.pop_back_val();
    F->removeFnAttr(Attribute::Memory);
    for (Use &U : F->uses()) {
      auto *Call = dyn_cast<CallBase>(U.getUser());
      if (!Call || !Call->isCallee(&U))
        continue;
      Call->removeFnAttr(Attribute::Memory);
      if (Done.insert(Call->getFunction()).second)
        Waiting.push_back(Call->getFunction());
    }
  }
}

namespace {

/// Records among the module's counters.
class NewTimeCounters : public TimeCounters {
public:
  explicit NewTimeCounters(CounterCode &Code) : Code(Code) {}
  Instruction *begin(Function &F) override { return entryPoint(F); }
  std::pair<unsigned, unsigned> create() override {
    return {Code.newCounter(HPI_NUM_TIMECOUNTERS), Code.newMaximum(HPI_NUM_TIMEMAXIMA)};
  }
  Value *counter(unsigned First, Instruction *Where) override { return Code.counterAddress(First, Where); }
  Value *maximum(unsigned Maxima, Instruction *Where) override { return Code.maximumAddress(Maxima, Where); }

private:
  CounterCode &Code;
};

} // namespace

PreservedAnalyses LowerPass::run(Module &M, ModuleAnalysisManager &MAM) {
  if (U->Table.Sites.empty() && U->Table.Skipped.empty())
    return PreservedAnalyses::all();
  auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  CounterCode Code(M);
  NewTimeCounters TimeRows(Code);
  TimeProbes Times(M, TimeRows, U->Table);
  SmallVector<Function *> Counting;
  bool HasEdges = U->Options["edges"] == "on";
  unsigned NumPointerCalls = HasEdges ? lowerPointerCalls(M, U->Table) : 0;
  for (Function &F : M) {
    if (F.isDeclaration())
      continue;
    Times.add(F);
    if (placeCounters(F, Code, U->Table, &FAM))
      Counting.push_back(&F);
  }
  SmallPtrSet<Function *, 32> CountingSet(Counting.begin(), Counting.end());
  for (Function *F : Counting)
    if (isEnteredFromOutside(*F, CountingSet))
      Code.checkEntry(*F);
  dropMemoryPromises(Counting);
  unsigned NumCounters = Code.size();
  U->Table.FirstMaximum = Code.numCounters();
  emitTables(M, U->Table, Code.finish(), NumCounters, U->wanted(), NumPointerCalls);
  bool IsCalled = HasEdges && listFunctions(M, U->Table);
  if (U->wanted())
    keepCallers(M);
  bool CountsHeap = U->wanted() & HPI_WANTS_MEMORY;
  if (CountsHeap) {
    redirectHeapCalls(M);
    tellOfNews(M);
    defineHeap(M);
  }
  linkRuntime(M, U->RuntimeAsAssembly, {!U->Table.Timed.empty(), CountsHeap, NumPointerCalls != 0 || IsCalled});
  return PreservedAnalyses::none();
}
