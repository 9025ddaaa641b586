//===- TimeProbes.cpp - probes of exact times -----------------------------===//
//
// A timed function tells the runtime when it begins, when control comes to another of its lines and when it ends; the
// runtime reads the clock (runtime/Times.c). Probes stand at the function's own line markers, so that code that was
// moved between lines counts where it ended up. A line's address in the thread's block goes along.
//
//===----------------------------------------------------------------------===//
#include "TimeProbes.h"
#include "AbiNames.h"
#include "Compat.h"
#include "Lower.h"
#include "Marker.h"
#include "Unit.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Intrinsics.h"

using namespace llvm;
using namespace hpi;

static FunctionCallee declare(Module &M, StringRef Name, Type *Result, ArrayRef<Type *> Arguments) {
  FunctionCallee Callee = declareRuntime(M, Name, Result, Arguments);
  cast<Function>(Callee.getCallee())->addFnAttr(Attribute::WillReturn);
  return Callee;
}

TimeProbes::TimeProbes(Module &M, TimeCounters &Counters, SiteTable &Table) : M(M), Counters(Counters), Table(Table) {
  for (const TimedRecord &R : Table.Timed)
    Records.try_emplace({R.Function, {R.File, R.Line}}, &R - Table.Timed.data());
}

const TimedRecord &TimeProbes::recordOf(unsigned Function, Place Where) {
  auto [It, IsNew] = Records.try_emplace({Function, Where}, Table.Timed.size());
  if (IsNew) {
    auto [First, Maxima] = Counters.create();
    Table.Timed.push_back({Function, Where.first, Where.second, First, Maxima});
  }
  return Table.Timed[It->second];
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
  Instruction *Where = Counters.begin(F);
  Type *I64 = Type::getInt64Ty(M.getContext());
  TimedRecord LineRecord = recordOf(Function, First), Whole = recordOf(Function, {First.first, 0});
  IRBuilder<> B(Where);
  Value *Address = B.CreateIntrinsic(Intrinsic::frameaddress, {B.getPtrTy()}, {B.getInt32(0)});
  Key = B.CreatePtrToInt(Address, I64, "hpi.key");
  Value *Arguments[] = {Key, Counters.counter(LineRecord.First, Where), Counters.maximum(LineRecord.Maxima, Where),
                        Counters.counter(Whole.First, Where), Counters.maximum(Whole.Maxima, Where)};
  Frame = IRBuilder<>(Where).CreateCall(Timed, Arguments, "hpi.frame");
  Frame->setDoesNotThrow();
}

void TimeProbes::addLine(const Boundary &B, unsigned Function) {
  const TimedRecord &R = recordOf(Function, B.Line);
  call(Line, {Frame, Key, Counters.counter(R.First, B.At), Counters.maximum(R.Maxima, B.At)}, B.At);
}

/// Functions that end the thread where they are called, without a return to any frame.
static bool endsThread(const Instruction &I) {
  static const StringSet<> Names{"pthread_exit", "thrd_exit", "_exit", "_Exit", "quick_exit", "abort"};
  const auto *Call = dyn_cast<CallBase>(&I);
  const llvm::Function *Callee = Call ? Call->getCalledFunction() : nullptr;
  return Callee && Callee->isDeclaration() && Names.contains(Callee->getName());
}

/// A child of vfork that ends leaves its parent's frames alone.
static bool callsVfork(const llvm::Function &F) {
  return any_of(instructions(F), [](const Instruction &I) {
    const auto *Call = dyn_cast<CallBase>(&I);
    return Call && Call->getCalledFunction() && Call->getCalledFunction()->getName() == "vfork";
  });
}

void TimeProbes::addExits(llvm::Function &F) {
  bool MayEnd = !callsVfork(F);
  for (BasicBlock &Block : F) {
    for (Instruction &I : Block)
      if (MayEnd && endsThread(I))
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

void TimeProbes::addProbes(llvm::Function &F, unsigned Function, SmallVector<Boundary> All) {
  Type *Pointer = PointerType::getUnqual(M.getContext()), *I64 = Type::getInt64Ty(M.getContext());
  Type *Void = Type::getVoidTy(M.getContext());
  Timed = declare(M, AbiNames::TIMED, Pointer, {I64, Pointer, Pointer, Pointer, Pointer});
  Line = declare(M, AbiNames::LINE, Void, {Pointer, I64, Pointer, Pointer});
  Left = declare(M, AbiNames::LEFT, Void, {Pointer, I64});
  LeftAll = declare(M, AbiNames::LEFTALL, Void, {});
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
}

/// Creates the records, which are part of the tables, and leaves calls that say where probes are to be.
void TimeProbes::putOff(ArrayRef<Boundary> All, unsigned Function) {
  const FunctionRecord &Named = Table.Functions[Function];
  recordOf(Function, {Named.File, Named.Line});
  recordOf(Function, {Named.File, 0});
  llvm::Function *SideEffect = declareIntrinsic(M, Intrinsic::sideeffect);
  for (const auto &[At, Where] : All) {
    recordOf(Function, Where);
    CallInst *Call = CallInst::Create(SideEffect->getFunctionType(), SideEffect, "", At->getIterator());
    std::string Text = utostr(Where.first) + "," + utostr(Where.second);
    Call->addFnAttr(Attribute::get(M.getContext(), LateLineAttribute, Text));
    Call->addFnAttr(Attribute::NoMerge);
  }
}

static bool indexOfTimed(const llvm::Function &F, unsigned &Index) {
  return !F.getFnAttribute(TimedAttribute).getValueAsString().getAsInteger(10, Index);
}

void TimeProbes::add(llvm::Function &F) {
  unsigned Function;
  if (indexOfTimed(F, Function)) {
    SmallVector<Boundary> All = boundaries(F, Function);
    if (F.isPresplitCoroutine())
      putOff(All, Function);
    else
      addProbes(F, Function, All);
  }
  dropBoundarySites(F);
}

static const CallBase *lateLine(const Instruction &I) {
  const auto *Call = dyn_cast<CallBase>(&I);
  return Call && Call->hasFnAttr(LateLineAttribute) ? Call : nullptr;
}

bool TimeProbes::isPutOff(const llvm::Function &F) {
  return F.hasFnAttribute(TimedAttribute) && any_of(instructions(F), [](const Instruction &I) { return lateLine(I); });
}

void TimeProbes::addLate(llvm::Function &F) {
  unsigned Function = 0;
  SmallVector<Boundary> All;
  indexOfTimed(F, Function);
  for (Instruction &I : instructions(F)) {
    const CallBase *Call = lateLine(I);
    if (!Call)
      continue;
    auto [File, Line] = Call->getFnAttr(LateLineAttribute).getValueAsString().split(',');
    Boundary B{&I, {}};
    File.getAsInteger(10, B.Line.first);
    Line.getAsInteger(10, B.Line.second);
    All.push_back(B);
  }
  addProbes(F, Function, All);
  for (const Boundary &B : All)
    B.At->eraseFromParent();
}
