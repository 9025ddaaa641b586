//===- KeepCallers.cpp - callers that stay on the stack -------------------===//
//
// A call in tail position becomes a jump, and its caller is gone from the stack: what the callee takes would look as
// if another line had called it. Here such a call stays a call, where that cannot make a recursion deeper: the callee
// is not in this module, or cannot come back to the caller by direct calls. Calls through pointers, and those that must
// be jumps, are left alone.
//
//===----------------------------------------------------------------------===//
#include "Lower.h"

#include "llvm/ADT/SCCIterator.h"
#include "llvm/Analysis/CallGraph.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;
using namespace hpi;

/// A sample holds the innermost few kilobytes of the stack. A function that calls nothing has no frame pointer, so that
/// its frame must lie within them, or its caller is not found.
static void pointToLargeFrame(Function &F) {
  constexpr uint64_t Large = 2048;
  if (F.getFnAttribute("frame-pointer").getValueAsString() != "non-leaf")
    return;
  const DataLayout &Layout = F.getDataLayout();
  uint64_t Bytes = 0;
  for (const Instruction &I : F.getEntryBlock())
    if (const auto *Local = dyn_cast<AllocaInst>(&I))
      Bytes += Local->getAllocationSize(Layout).value_or(TypeSize::getFixed(Large)).getKnownMinValue();
  if (Bytes >= Large)
    F.addFnAttr("frame-pointer", "all");
}

void hpi::keepCallers(Module &M) {
  for (Function &F : M)
    if (!F.isDeclaration())
      pointToLargeFrame(F);
  CallGraph Graph(M);
  DenseMap<const Function *, unsigned> Cycles; // number of the strongly connected component
  unsigned NumCycles = 0;
  for (auto It = scc_begin(&Graph); !It.isAtEnd(); ++It, ++NumCycles)
    for (CallGraphNode *Node : *It)
      if (Node->getFunction())
        Cycles[Node->getFunction()] = NumCycles;
  for (Function &F : M)
    for (Instruction &I : instructions(F)) {
      auto *Call = dyn_cast<CallInst>(&I);
      Function *Callee = Call ? Call->getCalledFunction() : nullptr;
      if (!Callee || Call->isMustTailCall() || !Call->isTailCall())
        continue;
      if (Callee->isDeclaration() || Cycles.lookup(Callee) != Cycles.lookup(&F))
        Call->setTailCallKind(CallInst::TCK_NoTail);
    }
}
