//===- MarkPass.cpp - calls of mark functions become markers --------------===//
//
// Runs on Clang's own IR, before anything has changed it. Marks of lines that have a number from an earlier statement
// vanish here; the mark of a function's entry moves to the top of its entry block, before initialisers and before a
// coroutine's first suspension; marks that run together become one.
//
//===----------------------------------------------------------------------===//
#include "CallMarks.h"
#include "Lower.h"
#include "Marker.h"
#include "Passes.h"
#include "hpinstr/Abi.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;
using namespace hpi;

namespace {

class MarkWorker {
public:
  MarkWorker(Module &M, Unit &U) : M(M), U(U) {}
  void run();

private:
  bool isOurs(StringRef Name) const;
  void collect(Function &Mark);
  void replace(CallInst *Call);
  void combine(Function &F);
  void combine(BasicBlock &Block);
  void keepConstructors();
  void clearResolvers();
  void callCopies(Function &F);
  void defineMark(const char *Prefix, Type *Result);

  Module &M;
  Unit &U;
  SmallPtrSet<Function *, 32> Touched;
  DenseMap<Function *, Function *> Copies; ///< without markers, of what resolvers call
};

} // namespace

bool MarkWorker::isOurs(StringRef Name) const { return U.MarkSuffix.empty() || Name.ends_with("." + U.MarkSuffix); }

/// A timed function stays a function: what is inlined has no beginning and no end to read the clock at.
static void setTimed(Function &F, unsigned Index) {
  F.addFnAttr(TimedAttribute, utostr(Index));
  if (!F.hasFnAttribute(Attribute::AlwaysInline))
    F.addFnAttr(Attribute::NoInline);
}

/// \p Call is a mark, or a constant mark whose only use is llvm.assume.
void MarkWorker::replace(CallInst *Call) {
  auto *Id = dyn_cast<ConstantInt>(Call->getArgOperand(0));
  if (Id && isOurs(Call->getCalledFunction()->getName()) && U.wants(Id->getZExtValue())) {
    unsigned Site = Id->getZExtValue();
    Function *F = Call->getFunction();
    bool IsEntry = U.Table.Sites[Site].Kind == HPI_SITE_FUNC;
    createMarker(Site, IsEntry ? entryPoint(*F) : Call, Call->getDebugLoc());
    Touched.insert(F);
    if (U.Table.isTimed(U.Table.Sites[Site].Function))
      setTimed(*F, U.Table.Sites[Site].Function);
  }
  for (User *Use : make_early_inc_range(Call->users()))
    if (auto *Assume = dyn_cast<AssumeInst>(Use))
      Assume->eraseFromParent();
  if (!Call->getType()->isVoidTy())
    Call->replaceAllUsesWith(ConstantInt::getTrue(M.getContext()));
  Call->eraseFromParent();
}

void MarkWorker::collect(Function &Mark) {
  SmallVector<CallInst *> Calls;
  for (User *Use : Mark.users())
    if (auto *Call = dyn_cast<CallInst>(Use))
      Calls.push_back(Call);
  // Users are listed last first; markers of one place shall stand in the order of the text.
  for (CallInst *Call : reverse(Calls))
    replace(Call);
}

void MarkWorker::combine(BasicBlock &Block) {
  bool IsPlain = Block.getParent()->hasOptNone();
  CallInst *Last = nullptr;
  bool HasCall = false;
  for (Instruction &I : make_early_inc_range(Block)) {
    if (!isMarker(I)) {
      HasCall |= isa<CallBase>(I) && !I.isDebugOrPseudoInst();
      if (mayNotContinue(I) || (IsPlain && mayFault(I)))
        Last = nullptr;
      continue;
    }
    auto *Marker = cast<CallInst>(&I);
    if (Last) {
      SiteList Sites = sitesOf(*Last);
      Sites.append(sitesOf(*Marker));
      // Before what stands between them, which may then leave the block; but behind a call that takes its time.
      Instruction *Both = createMarker(Sites, HasCall ? Marker : Last, Last->getDebugLoc());
      Last->eraseFromParent();
      Marker->eraseFromParent();
      Marker = cast<CallInst>(Both);
    }
    Last = Marker;
    HasCall = false;
  }
}

void MarkWorker::combine(Function &F) {
  for (BasicBlock &Block : F)
    combine(Block);
}

/// The optimiser runs constructors of globals itself where it can, and passes over markers as it does. An empty piece
/// of assembly stops it.
void MarkWorker::keepConstructors() {
  GlobalVariable *Ctors = M.getNamedGlobal("llvm.global_ctors");
  if (!Ctors || !Ctors->hasInitializer())
    return;
  auto *List = dyn_cast<ConstantArray>(Ctors->getInitializer());
  if (!List)
    return;
  InlineAsm *Nothing = InlineAsm::get(FunctionType::get(Type::getVoidTy(M.getContext()), false), "", "", true);
  for (Value *Entry : List->operands()) {
    auto *F = dyn_cast<Function>(cast<Constant>(Entry)->getOperand(1)->stripPointerCasts());
    if (F && !F->isDeclaration())
      IRBuilder<>(entryPoint(*F)).CreateCall(Nothing);
  }
}

/// Turns the record of the function \p Name, and its sites, into one of a function without probes.
static void leaveOut(SiteTable &Table, StringRef Name) {
  SkippedRecord Skipped{Name.str(), 0, 0, HPI_SKIP_IFUNC};
  auto It = find_if(Table.Functions, [&](const FunctionRecord &F) { return F.Linkage == Name; });
  if (It != Table.Functions.end()) {
    Skipped.File = It->File;
    Skipped.Line = It->Line;
    int Index = It - Table.Functions.begin();
    auto Shifted = [Index](int Function) { return Function == Index ? -1 : Function - (Function > Index); };
    for (NewRecord &New : Table.News)
      New.Function = Shifted(New.Function);
    for (SiteRecord &Site : Table.Sites) {
      if (Site.Function == Index) {
        Site.Kind = HPI_SITE_STMT;
        Site.IsLine = false;
      }
      Site.Function = Shifted(Site.Function);
    }
    Table.Functions.erase(It);
  }
  Table.Skipped.push_back(std::move(Skipped));
}

static void dropMarkers(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (isMarker(I))
      I.eraseFromParent();
}

/// Has \p F, a function without markers, call such copies of the functions of this module.
void MarkWorker::callCopies(Function &F) {
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallBase>(&I);
    Function *Callee = Call ? Call->getCalledFunction() : nullptr;
    if (!Callee || Callee->isDeclaration() || Callee->isInterposable() || Callee->isPresplitCoroutine())
      continue;
    auto [It, IsNew] = Copies.try_emplace(Callee, nullptr);
    if (IsNew) {
      ValueToValueMapTy Map;
      Function *Copy = It->second = CloneFunction(Callee, Map);
      Copy->setLinkage(GlobalValue::InternalLinkage);
      Copy->setComdat(nullptr);
      Copy->removeFnAttr(TimedAttribute);
      dropMarkers(*Copy);
      Copies.try_emplace(Copy, Copy);
      callCopies(*Copy);
    }
    Call->setCalledFunction(Copies.lookup(Callee));
  }
}

/// A resolver of an ifunc runs while the program is being relocated, before there is thread-local storage. So does what
/// it calls.
void MarkWorker::clearResolvers() {
  SmallPtrSet<Function *, 4> Resolvers;
  for (GlobalIFunc &IFunc : M.ifuncs())
    if (Function *Resolver = IFunc.getResolverFunction(); Resolver && !Resolver->isDeclaration())
      Resolvers.insert(Resolver);
  for (Function *Resolver : Resolvers) {
    bool HasMarkers = Touched.erase(Resolver);
    dropMarkers(*Resolver);
    callCopies(*Resolver);
    if (HasMarkers)
      leaveOut(U.Table, Resolver->getName());
  }
}

/// A unit without the flag that imports this one has calls of its marks in what it inlines: they do nothing there.
void MarkWorker::defineMark(const char *Prefix, Type *Result) {
  LLVMContext &Context = M.getContext();
  auto *MarkType = FunctionType::get(Result, {Type::getInt32Ty(Context)}, false);
  Function *Mark = Function::Create(MarkType, GlobalValue::WeakAnyLinkage, Prefix + U.MarkSuffix, M);
  Mark->setDoesNotThrow();
  IRBuilder<> B(BasicBlock::Create(Context, "", Mark));
  if (Result->isVoidTy())
    B.CreateRetVoid();
  else
    B.CreateRet(ConstantInt::getTrue(Context));
}

void MarkWorker::run() {
  SmallVector<Function *> Marks;
  for (Function &F : M) {
    StringRef Name = F.getName();
    Name.consume_front("\1");
    if (Name.starts_with(MarkPrefix) || Name.starts_with(ConstMarkPrefix))
      Marks.push_back(&F);
  }
  for (Function *Mark : Marks) {
    collect(*Mark);
    Mark->eraseFromParent();
  }
  clearResolvers();
  if (U.Options["edges"] == "on")
    for (Function *F : Touched)
      markCalls(*F, U.Table);
  for (Function *F : Touched)
    if (!F->hasFnAttribute(TimedAttribute))
      combine(*F);
  if (U.wanted() & HPI_WANTS_MEMORY)
    for (Function *F : Touched)
      keepCallsApart(*F);
  keepConstructors();
  if (U.IsImported) {
    defineMark(MarkPrefix, Type::getVoidTy(M.getContext()));
    defineMark(ConstMarkPrefix, Type::getInt1Ty(M.getContext()));
  }
}

PreservedAnalyses MarkPass::run(Module &M, ModuleAnalysisManager &) {
  MarkWorker(M, *U).run();
  nameAllocators(M, U->Table);
  return PreservedAnalyses::none();
}
