//===- CallMarks.cpp - calls are counted, too -----------------------------===//
//
// A call counts as it begins: behind its arguments, some of which may have been calls that did not come back. So a
// second call in a statement has often a counter of its own, which is why edges are not counted unless asked for.
//
//===----------------------------------------------------------------------===//
#include "CallMarks.h"
#include "Marker.h"

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;
using namespace hpi;

/// The function that \p F is the code of, by the marker of its entry; -1 where it has none.
static int functionIndex(Function &F, const SiteTable &Table) {
  for (Instruction &I : instructions(F))
    if (isMarker(I))
      for (unsigned Site : sitesOf(cast<CallBase>(I)))
        if (Table.Sites[Site].Kind == HPI_SITE_FUNC)
          return Table.Sites[Site].Function;
  return -1;
}

/// The name of what \p Call calls, empty where that is known only as it runs.
static StringRef calleeName(const CallBase &Call) {
  const Value *Callee = Call.getCalledOperand()->stripPointerCastsAndAliases();
  return isa<Function>(Callee) ? Callee->getName() : StringRef();
}

static bool isCounted(const CallBase &Call) {
  return !Call.isInlineAsm() && !isa<IntrinsicInst>(Call) && !calleeName(Call).starts_with("llvm.");
}

/// What \p Call, which is through a pointer, may lead to; nothing where that is too much to compare with.
static SmallVector<Function *, 8> candidates(const CallBase &Call) {
  constexpr size_t MaxCandidates = 8;
  SmallVector<Function *, 8> Found;
  if (isa<CallBrInst>(Call))
    return Found;
  for (Function &F : *const_cast<Module *>(Call.getModule()))
    if (F.getFunctionType() == Call.getFunctionType() && !F.isIntrinsic() && F.hasAddressTaken())
      Found.push_back(&F);
  if (Found.size() > MaxCandidates)
    Found.clear();
  return Found;
}

namespace {

class CallMarker {
public:
  CallMarker(SiteTable &Table, int Caller) : Table(Table), Caller(Caller) {}
  void mark(CallBase &Call);

private:
  void addSite(StringRef Callee, Instruction *Where, const DebugLoc &Loc);

  SiteTable &Table;
  int Caller;
};

} // namespace

void CallMarker::addSite(StringRef Callee, Instruction *Where, const DebugLoc &Loc) {
  SiteRecord Site;
  Site.Function = Caller;
  Site.Kind = HPI_SITE_CALL;
  Site.File = Table.Functions[Caller].File;
  Site.Line = Loc ? Loc.getLine() : Table.Functions[Caller].Line;
  unsigned Index = Table.Sites.size();
  Table.Calls.push_back({Index, Callee.str()});
  Table.Sites.push_back(std::move(Site));
  createMarker(Index, Where, Loc);
}

void CallMarker::mark(CallBase &Call) {
  const DebugLoc Loc = Call.getDebugLoc();
  StringRef Callee = calleeName(Call);
  Instruction *Where = &Call;
  if (Callee.empty())
    for (Function *Candidate : candidates(Call)) {
      IRBuilder<> Builder(Where);
      Builder.SetCurrentDebugLocation(Loc);
      Value *IsCalled = Builder.CreateICmpEQ(Call.getCalledOperand(), Candidate);
      Instruction *Then = nullptr, *Else = nullptr;
      SplitBlockAndInsertIfThenElse(IsCalled, Where->getIterator(), &Then, &Else);
      addSite(Candidate->getName(), Then, Loc);
      Where = Else;
    }
  addSite(Callee, Where, Loc);
}

void hpi::markCalls(Function &F, SiteTable &Table) {
  int Caller = functionIndex(F, Table);
  if (Caller < 0)
    return;
  SmallVector<CallBase *> Calls;
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallBase>(&I); Call && isCounted(*Call))
      Calls.push_back(Call);
  CallMarker Marker(Table, Caller);
  for (CallBase *Call : Calls)
    Marker.mark(*Call);
}
