//===- CounterCode.cpp - the code that adds to a counter ------------------===//
//
// Counter K of the calling thread is at &Counters[K] + Offset, Offset a thread-local variable that is set before the
// thread's first count and stays. A large function loads it once, at its entry; the stack is where a reload would come
// from. A small one that calls others, such as a recursion, would pay for that at each call and loads it anew behind
// calls. A coroutine that is not yet split may wake on another thread and asks each time.
//
//===----------------------------------------------------------------------===//
#include "AbiNames.h"
#include "Lower.h"
#include "Marker.h"
#include "hpinstr/Abi.h"

#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/TargetParser/Triple.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;
using namespace hpi;

static GlobalVariable *offsetVariable(Module &M, Type *I64) {
  if (GlobalVariable *Known = M.getNamedGlobal(AbiNames::OFFSET))
    return Known;
  auto *Offset = new GlobalVariable(M, I64, false, GlobalValue::ExternalLinkage, nullptr, AbiNames::OFFSET, nullptr,
                                    GlobalValue::InitialExecTLSModel);
  Offset->setVisibility(GlobalValue::HiddenVisibility);
  Offset->setDSOLocal(true);
  return Offset;
}

CounterCode::CounterCode(Module &M)
    : M(M), I64(Type::getInt64Ty(M.getContext())), IsX86(Triple(M.getTargetTriple()).isX86()) {
  Offset = offsetVariable(M, I64);
  Counters = new GlobalVariable(M, ArrayType::get(I64, 0), false, GlobalValue::ExternalLinkage, nullptr, "");
  Maxima = new GlobalVariable(M, ArrayType::get(I64, 0), false, GlobalValue::ExternalLinkage, nullptr, "");
  Enter = declareRuntime(M, AbiNames::ENTER, I64, {});
  auto *EnterFunction = cast<Function>(Enter.getCallee());
  EnterFunction->setCallingConv(CallingConv::PreserveMost);
  EnterFunction->addFnAttr(Attribute::Cold);
  MDBuilder Metadata(M.getContext());
  MDNode *Root = Metadata.createTBAARoot("hpinstr");
  MDNode *Scalar = Metadata.createTBAAScalarTypeNode("hpinstr counter", Root);
  AccessTag = Metadata.createTBAAStructTagNode(Scalar, Scalar, 0);
}

/// Our own accesses are nobody's bug: sanitizers leave them alone.
Instruction *CounterCode::ours(Instruction *I) {
  I->setMetadata(LLVMContext::MD_nosanitize, MDNode::get(M.getContext(), {}));
  if (isa<LoadInst, StoreInst>(I))
    I->setMetadata(LLVMContext::MD_tbaa, AccessTag);
  return I;
}

Value *CounterCode::offsetAt(Instruction *Where) {
  IRBuilder<> B(Where);
  Value *Address = B.CreateThreadLocalAddress(Offset);
  return ours(B.CreateLoad(I64, Address, "hpi.off"));
}

/// True for what may run code that uses registers as it likes.
static bool isCall(const Instruction &I) {
  const auto *Call = dyn_cast<CallBase>(&I);
  return Call && !isa<IntrinsicInst>(Call) && !Call->isInlineAsm();
}

void CounterCode::begin(Function &F, size_t NumAdditions) {
  constexpr size_t Few = 16;
  Reloaded.clear();
  if (NumAdditions > Few || F.hasOptNone())
    return;
  bool HasCalls = any_of(instructions(F), isCall);
  if (HasCalls)
    Reloading.insert(&F);
}

/// True where \p From comes before \p To in their block, and no call between them.
static bool reaches(Instruction *From, Instruction *To) {
  if (From->getParent() != To->getParent() || !From->comesBefore(To))
    return false;
  return none_of(make_range(From->getIterator(), To->getIterator()), isCall);
}

/// The counters of a thread, as far from its block as `Counters` is from the section. What an empty piece of assembly
/// returns is one register to instruction selection; a sum it would take apart again, for an address of two registers
/// of which one is computed anew at each count.
Instruction *CounterCode::baseFrom(Value *Off, Instruction *Where) {
  IRBuilder<> B(Where);
  Value *Base = B.CreatePtrAdd(Counters, Off, "hpi.base");
  if (Where->getFunction()->hasOptNone())
    return cast<Instruction>(Base);
  auto *Type = FunctionType::get(Base->getType(), {Base->getType()}, false);
  CallInst *Opaque = B.CreateCall(InlineAsm::get(Type, "", "=r,0", false), {Base}, "hpi.base");
  Opaque->setDoesNotThrow();
  Opaque->setDoesNotAccessMemory();
  Opaque->addFnAttr(Attribute::WillReturn);
  return Opaque;
}

Value *CounterCode::baseAt(Instruction *Where) {
  Function *F = Where->getFunction();
  if (F->isPresplitCoroutine())
    return baseFrom(checked(offsetAt(Where), Where), Where);
  if (Reloading.count(F)) {
    auto Known = find_if(Reloaded, [&](Instruction *Base) { return reaches(Base, Where); });
    if (Known == Reloaded.end())
      Known = Reloaded.insert(Reloaded.end(), baseFrom(offsetAt(Where), Where));
    return *Known;
  }
  Instruction *&Base = Bases[F];
  if (!Base) {
    Instruction *Entry = entryPoint(*F);
    Base = baseFrom(offsetAt(Entry), Entry);
  }
  return Base;
}

void CounterCode::addAtOnce(Value *Counter, Value *Amount, Instruction *Where) {
  auto *Constant = dyn_cast<ConstantInt>(Amount);
  bool IsOne = Constant && Constant->isOne();
  SmallVector<Type *, 2> Types{Counter->getType()};
  SmallVector<Value *, 2> Arguments{Counter};
  if (!IsOne) {
    Types.push_back(I64);
    Arguments.push_back(Amount);
  }
  FunctionType *AsmType = FunctionType::get(Type::getVoidTy(M.getContext()), Types, false);
  InlineAsm *Code =
      InlineAsm::get(AsmType, IsOne ? "incq $0" : "addq $1, $0",
                     IsOne ? "=*m,~{dirflag},~{fpsr},~{flags}" : "=*m,er,~{dirflag},~{fpsr},~{flags}", false);
  CallInst *Call = IRBuilder<>(Where).CreateCall(Code, Arguments);
  Call->addParamAttr(0, Attribute::get(M.getContext(), Attribute::ElementType, I64));
  Call->setDoesNotThrow();
  Call->addFnAttr(Attribute::WillReturn);
  Call->setMemoryEffects(MemoryEffects::argMemOnly());
  ours(Call);
}

/// Additions that the optimiser has made one of are no longer marked as ours; what is assembly it does not merge.
static bool isWatchedForRaces(const Function &F) { return F.hasFnAttribute(Attribute::SanitizeThread); }

void CounterCode::add(unsigned Index, Value *Amount, Instruction *Where) {
  Value *Base = baseAt(Where);
  IRBuilder<> B(Where);
  Value *Counter = B.CreateConstGEP1_64(I64, Base, Index);
  const Function &F = *Where->getFunction();
  if (IsX86 && (F.hasOptNone() || isWatchedForRaces(F)))
    return addAtOnce(Counter, Amount, Where);
  // Volatile keeps the three together, and makes one instruction of them.
  Value *Count = ours(B.CreateLoad(I64, Counter, /*isVolatile=*/true));
  ours(B.CreateStore(B.CreateAdd(Count, Amount), Counter, /*isVolatile=*/true));
}

Value *CounterCode::counterAddress(unsigned Index, Instruction *Where) {
  return IRBuilder<>(Where).CreateConstGEP1_64(I64, baseAt(Where), Index);
}

Value *CounterCode::maximumAddress(unsigned Index, Instruction *Where) {
  IRBuilder<> B(Where);
  Constant *Distance =
      ConstantExpr::getSub(ConstantExpr::getPtrToInt(Maxima, I64), ConstantExpr::getPtrToInt(Counters, I64));
  return B.CreateConstGEP1_64(I64, B.CreatePtrAdd(baseAt(Where), Distance), Index);
}

/// \p Off at \p Where, obtained from the runtime where the thread has none. Splits the block.
Value *CounterCode::checked(Value *Off, Instruction *Where) {
  IRBuilder<> B(Where);
  Value *IsNew = B.CreateICmpEQ(Off, ConstantInt::get(I64, 0), "hpi.new");
  MDNode *Unlikely = MDBuilder(M.getContext()).createBranchWeights(1, 1 << 20);
  BasicBlock *HeadBlock = Where->getParent();
  Instruction *Then = SplitBlockAndInsertIfThen(IsNew, Where->getIterator(), false, Unlikely);
  IRBuilder<> ThenB(Then);
  CallInst *Call = ThenB.CreateCall(Enter);
  Call->setCallingConv(CallingConv::PreserveMost);
  Call->setDoesNotThrow();
  if (DISubprogram *SP = Where->getFunction()->getSubprogram())
    Call->setDebugLoc(DILocation::get(M.getContext(), SP->getLine(), 0, SP));
  IRBuilder<> Join(&*Where->getParent()->begin());
  PHINode *Phi = Join.CreatePHI(I64, 2, "hpi.off");
  Phi->addIncoming(Off, HeadBlock);
  Phi->addIncoming(Call, Then->getParent());
  return Phi;
}

void CounterCode::checkEntry(Function &F) {
  auto It = Bases.find(&F);
  if (It != Bases.end()) {
    Instruction *Base = It->second;
    auto *Sum = isa<CallInst>(Base) ? cast<Instruction>(Base->getOperand(0)) : Base;
    Sum->setOperand(1, checked(Sum->getOperand(1), Sum));
  } else if (Reloading.count(&F)) {
    Instruction *Entry = entryPoint(F);
    checked(offsetAt(Entry), Entry);
  }
}

GlobalVariable *CounterCode::finish() {
  GlobalVariable *Array = nullptr;
  if (size()) {
    ArrayType *Type = ArrayType::get(I64, size());
    Array = new GlobalVariable(M, Type, false, GlobalValue::PrivateLinkage, ConstantAggregateZero::get(Type),
                               "__hpi_counters");
    Array->setSection(AbiNames::COUNTERS);
    Array->setAlignment(Align(8));
    Counters->replaceAllUsesWith(Array);
    Maxima->replaceAllUsesWith(
        ConstantExpr::getGetElementPtr(I64, Array, ConstantInt::get(I64, NumCounters), GEPNoWrapFlags::inBounds()));
  }
  Maxima->eraseFromParent();
  Counters->eraseFromParent();
  return Array;
}
