//===- TimeProbes.cpp - probes of exact times -----------------------------===//
//
// A timed function tells the runtime when it begins, when control comes to another of its lines and when it ends; the
// runtime reads the clock (runtime/Times.c). Probes stand at the function's own line markers, so that code that was
// moved between lines counts where it ended up. A line's address in the thread's block goes along.
//
//===----------------------------------------------------------------------===//
#include "AbiNames.h"
#include "Lower.h"
#include "Marker.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Intrinsics.h"

using namespace llvm;
using namespace hpi;

static FunctionCallee declare(Module &M, StringRef Name, Type *Result, ArrayRef<Type *> Arguments) {
  FunctionCallee Callee = M.getOrInsertFunction(Name, FunctionType::get(Result, Arguments, false));
  auto *F = cast<Function>(Callee.getCallee());
  F->setVisibility(GlobalValue::HiddenVisibility);
  F->setDSOLocal(true);
  F->setDoesNotThrow();
  F->addFnAttr(Attribute::WillReturn);
  return Callee;
}

TimeProbes::TimeProbes(Module &M, CounterCode &Code, SiteTable &Table) : M(M), Code(Code), Table(Table) {}

TimeProbes::Record TimeProbes::recordOf(unsigned Function, Place Where) {
  auto [It, IsNew] = Records.try_emplace({Function, Where});
  if (IsNew) {
    It->second = {Code.newCounter(HPI_NUM_TIMECOUNTERS), Code.newMaximum(HPI_NUM_TIMEMAXIMA)};
    Table.Timed.push_back({Function, Where.first, Where.second, It->second.First, It->second.Maxima});
  }
  return It->second;
}

void TimeProbes::call(FunctionCallee Probe, ArrayRef<Value *> Arguments, Instruction *Where) {
  CallInst *Call = IRBuilder<>(Where).CreateCall(Probe, Arguments);
  Call->setDoesNotThrow();
  Call->addFnAttr(Attribute::WillReturn);
}

/// Where control comes to a line of \p Function, in the order of the blocks.
SmallVector<TimeProbes::Boundary> TimeProbes::boundaries(llvm::Function &F, unsigned Function) const {
  SmallVector<Boundary> All;
  for (Instruction &I : instructions(F)) {
    if (!isMarker(I))
      continue;
    for (unsigned Site : sitesOf(cast<CallBase>(I))) {
      const SiteRecord &Record = Table.Sites[Site];
      if (Record.Function == int(Function) && Table.beginsLine(Record)) {
        All.push_back({&I, {Record.File, Record.Line}});
        break;
      }
    }
  }
  return All;
}

/// True where nothing that takes time stands between the function's beginning and \p At.
static bool beginsFunction(const Instruction *At) {
  if (At->getParent() != &At->getFunction()->getEntryBlock())
    return false;
  return none_of(make_range(At->getParent()->begin(), At->getIterator()),
                 [](const Instruction &I) { return isa<CallBase>(I) && !isa<IntrinsicInst>(I); });
}

void TimeProbes::addEntry(llvm::Function &F, unsigned Function, Place First) {
  Instruction *Where = entryPoint(F);
  Type *I64 = Type::getInt64Ty(M.getContext());
  Record LineRecord = recordOf(Function, First), Whole = recordOf(Function, {First.first, 0});
  IRBuilder<> B(Where);
  Value *Address = B.CreateIntrinsic(Intrinsic::frameaddress, {B.getPtrTy()}, {B.getInt32(0)});
  Key = B.CreatePtrToInt(Address, I64, "hpi.key");
  Value *Arguments[] = {Key, Code.counterAddress(LineRecord.First, Where),
                        Code.maximumAddress(LineRecord.Maxima, Where), Code.counterAddress(Whole.First, Where),
                        Code.maximumAddress(Whole.Maxima, Where)};
  Frame = IRBuilder<>(Where).CreateCall(Timed, Arguments, "hpi.frame");
  Frame->setDoesNotThrow();
}

void TimeProbes::addLine(const Boundary &B, unsigned Function) {
  Record R = recordOf(Function, B.Line);
  call(Line, {Frame, Key, Code.counterAddress(R.First, B.At), Code.maximumAddress(R.Maxima, B.At)}, B.At);
}

/// Functions that end the thread where they are called, without a return to any frame.
static bool endsThread(const Instruction &I) {
  static const StringSet<> Names{"pthread_exit", "thrd_exit", "_exit", "_Exit", "quick_exit", "abort"};
  const auto *Call = dyn_cast<CallBase>(&I);
  const llvm::Function *Callee = Call ? Call->getCalledFunction() : nullptr;
  return Callee && Callee->isDeclaration() && Names.contains(Callee->getName());
}

void TimeProbes::addExits(llvm::Function &F) {
  for (BasicBlock &Block : F) {
    for (Instruction &I : Block)
      if (endsThread(I))
        call(LeftAll, {}, &I);
    Instruction *End = Block.getTerminator();
    if (isa<ReturnInst>(End) && Block.getTerminatingMustTailCall())
      End = Block.getTerminatingMustTailCall();
    else if (!isa<ReturnInst, ResumeInst>(End))
      continue;
    call(Left, {Frame, Key}, End);
  }
}

/// What stands for times only has no counter.
void TimeProbes::dropBoundarySites(llvm::Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    if (!isMarker(I))
      continue;
    SiteList Sites = sitesOf(cast<CallBase>(I)), Counted;
    for (unsigned Site : Sites)
      if (Table.Sites[Site].Kind != HPI_SITE_BOUNDARY)
        Counted.push_back(Site);
    if (Counted.size() == Sites.size())
      continue;
    if (!Counted.empty())
      createMarker(Counted, &I, I.getDebugLoc());
    I.eraseFromParent();
  }
}

void TimeProbes::add(llvm::Function &F) {
  unsigned Function;
  if (F.getFnAttribute(TimedAttribute).getValueAsString().getAsInteger(10, Function))
    return dropBoundarySites(F);
  Type *Pointer = PointerType::getUnqual(M.getContext()), *I64 = Type::getInt64Ty(M.getContext());
  Type *Void = Type::getVoidTy(M.getContext());
  Timed = declare(M, AbiNames::TIMED, Pointer, {I64, Pointer, Pointer, Pointer, Pointer});
  Line = declare(M, AbiNames::LINE, Void, {Pointer, I64, Pointer, Pointer});
  Left = declare(M, AbiNames::LEFT, Void, {Pointer, I64});
  LeftAll = declare(M, AbiNames::LEFTALL, Void, {});
  SmallVector<Boundary> All = boundaries(F, Function);
  const FunctionRecord &Named = Table.Functions[Function];
  Place First{Named.File, Named.Line};
  if (!All.empty() && beginsFunction(All.front().At)) {
    First = All.front().Line;
    All.erase(All.begin());
  }
  addEntry(F, Function, First);
  for (const Boundary &B : All)
    addLine(B, Function);
  addExits(F);
  dropBoundarySites(F);
}
