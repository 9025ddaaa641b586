//===- Marker.cpp - a place in the IR where sites are reached -------------===//
#include "Marker.h"
#include "Compat.h"
#include "Unit.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/Module.h"

using namespace llvm;

CallInst *hpi::createMarker(ArrayRef<unsigned> Sites, Instruction *Where, const DebugLoc &Loc) {
  Module *M = Where->getModule();
  Function *SideEffect = declareIntrinsic(*M, Intrinsic::sideeffect);
  auto *Marker = CallInst::Create(SideEffect->getFunctionType(), SideEffect, "", Where->getIterator());
  std::string Text;
  for (unsigned Site : Sites)
    Text += (Text.empty() ? "" : ",") + utostr(Site);
  Marker->addFnAttr(Attribute::get(M->getContext(), MarkerAttribute, Text));
  Marker->addFnAttr(Attribute::NoMerge);
  Marker->setDebugLoc(Loc);
  return Marker;
}

bool hpi::isMarker(const Instruction &I) {
  const auto *Call = dyn_cast<IntrinsicInst>(&I);
  return Call && Call->getIntrinsicID() == Intrinsic::sideeffect && Call->hasFnAttr(MarkerAttribute);
}

hpi::SiteList hpi::sitesOf(const CallBase &Marker) {
  SmallVector<StringRef> Words;
  Marker.getFnAttr(MarkerAttribute).getValueAsString().split(Words, ',');
  SiteList Sites;
  for (StringRef Word : Words) {
    unsigned Site;
    if (!Word.getAsInteger(10, Site))
      Sites.push_back(Site);
  }
  return Sites;
}

// Beside the call itself, which may do anything, it does not matter that a bundle makes the intrinsic's effects
// unknown.
void hpi::createTarget(unsigned Site, CallBase &Call) {
  Module *M = Call.getModule();
  Function *SideEffect = declareIntrinsic(*M, Intrinsic::sideeffect);
  OperandBundleDef Bundle("hpi-target", Call.getCalledOperand());
  auto *Target = CallInst::Create(SideEffect->getFunctionType(), SideEffect, {}, {Bundle}, "", Call.getIterator());
  Target->addFnAttr(Attribute::get(M->getContext(), TargetAttribute, utostr(Site)));
  Target->addFnAttr(Attribute::NoMerge);
  Target->setDebugLoc(Call.getDebugLoc());
}

int hpi::targetSite(const Instruction &I) {
  const auto *Call = dyn_cast<IntrinsicInst>(&I);
  unsigned Site;
  if (!Call || Call->getIntrinsicID() != Intrinsic::sideeffect || !Call->hasFnAttr(TargetAttribute) ||
      Call->getFnAttr(TargetAttribute).getValueAsString().getAsInteger(10, Site))
    return -1;
  return int(Site);
}

Instruction *hpi::entryPoint(Function &F) {
  BasicBlock::iterator It = F.getEntryBlock().begin();
  while (isa<AllocaInst>(*It))
    ++It;
  return &*It;
}

bool hpi::mayNotContinue(const Instruction &I) {
  if (const auto *Call = dyn_cast<CallBase>(&I)) {
    if (isa<DbgInfoIntrinsic>(Call) || isMarker(I))
      return false;
    return !(Call->doesNotThrow() && Call->hasFnAttr(Attribute::WillReturn)) || Call->isInlineAsm();
  }
  return I.isVolatile() || I.isAtomic() || isa<FenceInst>(I);
}

bool hpi::mayFault(const Instruction &I) {
  if (isa<CallBase>(I))
    return !I.isDebugOrPseudoInst() && !I.isLifetimeStartOrEnd() && !isMarker(I);
  if (I.isIntDivRem())
    return true;
  const Value *Pointer = getLoadStorePointerOperand(&I);
  return Pointer && !isa<AllocaInst, GlobalVariable>(Pointer->stripInBoundsConstantOffsets());
}
