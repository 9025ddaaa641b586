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

void hpi::keepCallers(Module &M) {
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
