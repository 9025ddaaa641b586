//===- CallMarks.cpp - calls are counted, too -----------------------------===//
//
// A call counts as it begins: behind its arguments, some of which may have been calls that did not come back. So a
// second call in a statement has often a counter of its own, which is why edges are not counted unless asked for. A
// call through a pointer has a marker like all others, for how often it began, and besides tells the runtime where it
// leads (PointerCalls.cpp).
//
//===----------------------------------------------------------------------===//
#include "CallMarks.h"
#include "Marker.h"

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

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

namespace {

class CallMarker {
public:
  CallMarker(SiteTable &Table, int Caller) : Table(Table), Caller(Caller) {}
  void mark(CallBase &Call);

private:
  SiteTable &Table;
  int Caller;
};

} // namespace

void CallMarker::mark(CallBase &Call) {
  const DebugLoc Loc = Call.getDebugLoc();
  StringRef Callee = calleeName(Call);
  SiteRecord Site;
  Site.Function = Caller;
  Site.Kind = HPI_SITE_CALL;
  Site.File = Table.Functions[Caller].File;
  Site.Line = Loc ? Loc.getLine() : Table.Functions[Caller].Line;
  unsigned Index = Table.Sites.size();
  Table.Calls.push_back({Index, Callee.str()});
  Table.Sites.push_back(std::move(Site));
  createMarker(Index, &Call, Loc);
  if (Callee.empty())
    createTarget(Index, Call);
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
