//===- HeapNews.cpp - operator new where the allocator is not ours --------===//
//
// In most programs operator new calls malloc, which counts. In a static program, and in a shared object that a program
// without probes loads, it calls one that does not: there the code itself tells the runtime, behind each operator new
// and before each operator delete. A variable of the runtime says whether it is to.
//
//===----------------------------------------------------------------------===//
#include "AbiNames.h"
#include "Lower.h"

#include "llvm/IR/MDBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;
using namespace hpi;

namespace {

class Teller {
public:
  explicit Teller(Module &M);
  void made(CallBase *New);
  void unmade(CallBase *Delete);

private:
  void tell(FunctionCallee Callee, ArrayRef<Value *> Arguments, Instruction *Where, const DebugLoc &Location);
  FunctionCallee declare(const char *Name, ArrayRef<Type *> Parameters);

  Module &M;
  Type *I64, *Pointer;
  Constant *Flag;
  FunctionCallee Made, Unmade;
};

} // namespace

Teller::Teller(Module &M)
    : M(M), I64(Type::getInt64Ty(M.getContext())), Pointer(PointerType::getUnqual(M.getContext())) {
  Flag = M.getOrInsertGlobal(AbiNames::HEAPBYHAND, I64);
  cast<GlobalVariable>(Flag)->setVisibility(GlobalValue::HiddenVisibility);
  cast<GlobalVariable>(Flag)->setDSOLocal(true);
  Made = declare(AbiNames::HEAPMADE, {Pointer, I64});
  Unmade = declare(AbiNames::HEAPUNMADE, {Pointer});
}

FunctionCallee Teller::declare(const char *Name, ArrayRef<Type *> Parameters) {
  FunctionCallee Callee = declareRuntime(M, Name, Type::getVoidTy(M.getContext()), Parameters);
  cast<Function>(Callee.getCallee())->addFnAttr(Attribute::Cold);
  return Callee;
}

void Teller::tell(FunctionCallee Callee, ArrayRef<Value *> Arguments, Instruction *Where, const DebugLoc &Location) {
  IRBuilder<> B(Where);
  LoadInst *IsOn = B.CreateLoad(I64, Flag);
  IsOn->setMetadata(LLVMContext::MD_nosanitize, MDNode::get(M.getContext(), {}));
  MDNode *Weights = MDBuilder(M.getContext()).createBranchWeights(1, 1 << 20);
  Instruction *Then = SplitBlockAndInsertIfThen(B.CreateIsNotNull(IsOn), Where, false, Weights);
  CallInst *Call = IRBuilder<>(Then).CreateCall(Callee, Arguments);
  Call->addFnAttr(Attribute::NoMerge);
  Call->setDebugLoc(Location);
}

void Teller::made(CallBase *New) {
  Instruction *Where;
  if (auto *Invoke = dyn_cast<InvokeInst>(New))
    Where = &*SplitEdge(Invoke->getParent(), Invoke->getNormalDest())->getFirstInsertionPt();
  else
    Where = New->getNextNode();
  tell(Made, {New, New->getArgOperand(0)}, Where, New->getDebugLoc());
}

void Teller::unmade(CallBase *Delete) {
  if (!Delete->isMustTailCall())
    tell(Unmade, {Delete->getArgOperand(0)}, Delete, Delete->getDebugLoc());
}

static SmallVector<CallBase *> callsOf(Module &M, ArrayRef<StringRef> Prefixes) {
  SmallVector<CallBase *> Calls;
  for (Function &F : M)
    if (F.isDeclaration() && any_of(Prefixes, [&](StringRef P) { return F.getName().starts_with(P); }))
      for (User *Use : F.users())
        if (auto *Call = dyn_cast<CallBase>(Use); Call && Call->getCalledFunction() == &F && !isa<CallBrInst>(Call))
          Calls.push_back(Call);
  return Calls;
}

void hpi::tellOfNews(Module &M) {
  SmallVector<CallBase *> News = callsOf(M, {"_Znwm", "_Znam"}), Deletes = callsOf(M, {"_ZdlPv", "_ZdaPv"});
  if (News.empty() && Deletes.empty())
    return;
  Teller T(M);
  for (CallBase *New : News)
    T.made(New);
  for (CallBase *Delete : Deletes)
    T.unmade(Delete);
}
