//===- LoopWalker.cpp - sites of loop headers -----------------------------===//
//
// A loop's header counts evaluations of its condition. Its probe goes into the condition, so that it is evaluated
// exactly as often, whatever leads there. Where what leads there is counted anyway (what enters the loop, the end of
// its body, each `continue`), the header is their sum, and needs no probe inside the loop.
//
// A loop without calls that control leaves by its own ways only counts in variables: see HPI_COUNT in probe.h.
//
//===----------------------------------------------------------------------===//
#include "BodyWalker.h"

#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace hpi;

/// The run of what enters \p Loop: the current one, or a new one with a probe before the loop.
int BodyWalker::runBefore(Stmt *Loop) {
  if (Current >= 0)
    return Current;
  return newRun(mine(placeBefore(Loop, LookedAt)));
}

int BodyWalker::loopSite(SourceLocation Loc, Insertion Place) { return addSiteApart(HPI_SITE_LOOP, Loc, Place); }

/// The index of a loop that may count in variables, -1 where it may not. \p Head is what is evaluated each time.
int BodyWalker::roundsOf(const Stmt *Body, ArrayRef<const Stmt *> Head, bool IsEndless) {
  bool MayCount = HasBase && !mayDiffer(Looked) && Comes.comesOut(Body, Completion::Break | Completion::Continue) &&
                  llvm::all_of(Head, [this](const Stmt *S) { return Comes.comesOut(S); });
  if (IsEndless && Comes.comesOut(Body, Completion::Continue))
    return -1;
  Insertion Around = mine(placeBefore(Looked, Spot::List));
  if (!MayCount || !Around.isPossible() || Where.fileId(Looked->getBeginLoc()) != Id ||
      Where.fileId(Looked->getEndLoc()) != Id)
    return -1;
  auto Behind = Where.behindStatement(Looked);
  if (!Behind)
    return -1;
  Around.Kind = Form::Rounds;
  Around.End = *Behind;
  Out.Loops.push_back(Around);
  return Out.Loops.size() - 1;
}

/// Walks \p Body, and gives \p Site the sum of \p Before and of what leads back to the header where all of it is known.
void BodyWalker::loopBody(Stmt *Body, int Site, int Before) {
  LoopEnds Here;
  llvm::SaveAndRestore<LoopEnds *> KeepEnds(Ends, &Here);
  bool Sums = Site >= 0 && Before >= 0 && !mayDiffer(Looked);
  Current = Sums ? enter(Body) : -1;
  single(Body);
  if (Sums && Here.AreKnown && (Current >= 0 || Completion::neverEnds(Body))) {
    if (Current >= 0)
      Here.Runs.push_back(Current);
    Here.Runs.insert(Here.Runs.begin(), Before);
    Out.Runs[Out.Sites[Site].Run].Sums.push_back(std::move(Here.Runs));
  }
  Current = -1;
}

void BodyWalker::insideFor(ForStmt *For) {
  SourceLocation Loc = For->getForLoc();
  bool IsEndless = !For->getConditionVariable() && constantCondition(For->getCond()).value_or(!For->getCond());
  Insertion Start = For->getInit() ? mine(placeBefore(Looked, LookedAt)) : Insertion();
  bool InitComesOut = Comes.comesOut(For->getInit());
  int Before =
      InitComesOut && For->getCond() && !IsEndless && !For->getConditionVariable() && Comes.comesOut(For->getInc())
          ? runBefore(Looked)
          : -1;
  int Rounds = For->getConditionVariable() ? -1 : roundsOf(For->getBody(), {For->getCond(), For->getInc()}, IsEndless);
  if (For->getInit())
    inside(For->getInit());
  llvm::SaveAndRestore<int> KeepLoop(Loop, Rounds);
  int Site = -1;
  if (VarDecl *Variable = For->getConditionVariable(); Variable && Variable->getInit()) {
    operand(Variable->getInit());
    loopSite(Loc, initialiserPlace(Variable->getInit(), false));
  } else if (For->getCond()) {
    operand(For->getCond());
    if (!IsEndless)
      Site = loopSite(Loc, Where.around(Form::Comma, For->getCond()));
  }
  if (Site >= 0)
    Out.Sites[Site].Start = Start;
  if (For->getInc())
    operand(For->getInc());
  if (!IsEndless)
    return loopBody(For->getBody(), Site, Before);
  endlessBody(For->getBody(), Loc);
}

/// Iterations begun are entries of the body. In a condition that is always true a probe would hide from the compiler
/// that the loop never ends there.
void BodyWalker::endlessBody(Stmt *Body, SourceLocation Loc) {
  LoopEnds Unused;
  llvm::SaveAndRestore<LoopEnds *> KeepEnds(Ends, &Unused);
  Current = -1;
  addSite(HPI_SITE_LOOP, Loc, headOf(Body));
  single(Body);
  Current = -1;
}

/// The place where \p Body begins, behind its brace if it has one.
Insertion BodyWalker::headOf(const Stmt *Body) const {
  Insertion Place = placeBefore(Body, Spot::Single);
  if (const auto *Block = dyn_cast<CompoundStmt>(Body))
    if (auto Begin = Where.after(Block->getLBracLoc())) {
      Place.Kind = Form::Head;
      Place.Begin = *Begin;
    }
  return Place;
}

/// The value of a condition that is a constant, nothing where it is none.
std::optional<bool> BodyWalker::constantCondition(const Expr *Cond) const {
  bool Value;
  if (!Cond || Cond->isInstantiationDependent() || Cond->isValueDependent() || Cond->HasSideEffects(Ctx) ||
      !Cond->EvaluateAsBooleanCondition(Value, Ctx))
    return std::nullopt;
  return Value;
}

void BodyWalker::insideWhile(WhileStmt *While) {
  SourceLocation Loc = While->getWhileLoc();
  if (VarDecl *Variable = While->getConditionVariable(); Variable && Variable->getInit()) {
    llvm::SaveAndRestore<int> KeepLoop(Loop, -1);
    operand(Variable->getInit());
    loopSite(Loc, initialiserPlace(Variable->getInit(), false));
    return loopBody(While->getBody(), -1, -1);
  }
  bool IsEndless = constantCondition(While->getCond()).value_or(false);
  int Before = IsEndless ? -1 : runBefore(Looked);
  llvm::SaveAndRestore<int> KeepLoop(Loop, roundsOf(While->getBody(), {While->getCond()}, IsEndless));
  operand(While->getCond());
  if (IsEndless)
    return endlessBody(While->getBody(), Loc);
  int Site = loopSite(Loc, Where.around(Form::Comma, While->getCond()));
  loopBody(While->getBody(), Site, Before);
}

/// What leads to the condition of a `do` that is always true, where a probe in it would hide that.
Run BodyWalker::endsOf(const Stmt *Body) const {
  Run All;
  All.NeedsAll = true;
  All.Loop = Loop;
  Insertion Close = mine(placeBefore(Body, Spot::Single));
  const auto *Block = dyn_cast<CompoundStmt>(Body);
  auto End = Block ? Where.before(Block->getRBracLoc()) : std::nullopt;
  Close.Kind = End ? Form::Line : Form::None;
  Close.Begin = End.value_or(0);
  Close.Reason = "a condition that is always true";
  if (!Completion::neverEnds(Body))
    All.Places.push_back(Close);
  returns(Body, All.Places);
  return All;
}

/// The header is `while`: on one line with its body, the body's first statement comes before it.
void BodyWalker::insideDo(DoStmt *Do) {
  std::optional<bool> Constant = constantCondition(Do->getCond());
  bool IsOnce = Constant && !*Constant, IsEndless = Constant && *Constant;
  if (!IsOnce)
    Current = -1;
  llvm::SaveAndRestore<int> KeepLoop(Loop, IsOnce ? Loop : roundsOf(Do->getBody(), {Do->getCond()}, IsEndless));
  LoopEnds Here;
  llvm::SaveAndRestore<LoopEnds *> KeepEnds(Ends, &Here);
  if (Current < 0)
    Current = enter(Do->getBody());
  int Entered = Current;
  single(Do->getBody());
  operand(Do->getCond());
  int End = Current;
  bool Differs = mayDiffer(Do), Returns = Comes.comesOut(Do->getBody(), Completion::Continue);
  if (Differs || (!Returns && !Here.Runs.empty()))
    Current = -1;
  else if (Returns)
    Current = Entered;
  bool IsApart = Current < 0 && !Differs;
  bool IsReached = Returns || !Here.Runs.empty() || !Completion::neverEnds(Do->getBody());
  Insertion Place;
  Place.Reason = IsEndless ? "a condition that is always true" : "a condition that nothing leads to";
  if (!Constant || (!IsEndless && IsReached))
    Place = Where.around(Form::Comma, Do->getCond());
  int Site = addSite(HPI_SITE_LOOP, Do->getWhileLoc(), Place);
  if (IsEndless && IsApart && Site >= 0)
    Out.Runs[Out.Sites[Site].Run] = endsOf(Do->getBody());
  if (IsApart && Site >= 0 && Here.AreKnown && (End >= 0 || Completion::neverEnds(Do->getBody()))) {
    if (End >= 0)
      Here.Runs.push_back(End);
    Out.Runs[Out.Sites[Site].Run].Sums.push_back(std::move(Here.Runs));
  }
  Current = -1;
}

/// Appends a place before each `continue` in \p S that goes to the loop around it.
void BodyWalker::returns(const Stmt *S, std::vector<Insertion> &Places) const {
  if (!S || isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, LambdaExpr>(S))
    return;
  if (isa<ContinueStmt>(S))
    Places.push_back(mine(placeBefore(S, Spot::Single)));
  for (const Stmt *Child : S->children())
    returns(Child, Places);
}

/// There is no condition to write into: it is evaluated once on entry, and again at each end of the body.
void BodyWalker::insideRangeFor(CXXForRangeStmt *For) {
  Insertion Entry = mine(placeBefore(Looked, LookedAt));
  if (For->getInit())
    inside(For->getInit());
  if (DeclStmt *Range = For->getRangeStmt())
    declarations(Range);
  bool Stays = Comes.comesOut(For->getBody(), Completion::Continue);
  // Without its expressions, as in a template, nothing is known of a loop.
  bool IsKnown = For->getCond() && For->getInc() && For->getLoopVarStmt();
  int Rounds = IsKnown ? roundsOf(For->getBody(), {For->getCond(), For->getInc(), For->getLoopVarStmt()}) : -1;
  llvm::SaveAndRestore<int> KeepLoop(Loop, -1);
  int Site = loopSite(For->getForLoc(), Entry);
  Run All;
  All.NeedsAll = true;
  All.Places.push_back(Entry);
  Insertion Open = mine(placeBefore(For->getBody(), Spot::Single)), Close = Open;
  auto *Block = dyn_cast<CompoundStmt>(For->getBody());
  auto End = Block ? Where.before(Block->getRBracLoc()) : Where.behindStatement(For->getBody());
  if (Stays) {
    if (auto Begin = Block ? Where.after(Block->getLBracLoc()) : std::nullopt) {
      Open.Kind = Form::Head;
      Open.Begin = *Begin;
    }
    All.Places.push_back(Open);
  } else {
    Close.Kind = Open.Kind == Form::None || !End ? Form::None : Block ? Form::Line : Form::Close;
    Close.Begin = End.value_or(0);
    Close.End = Open.Begin;
    if (!Block && Close.Kind != Form::None) {
      Open.Kind = Form::Open;
      All.Places.push_back(Open);
    }
    All.Places.push_back(Close);
    returns(For->getBody(), All.Places);
  }
  if (Site >= 0)
    Out.Runs[Out.Sites[Site].Run] = All;
  int Before = Site < 0 ? -1 : Current >= 0 ? Current : newRun(Entry);
  Loop = Rounds;
  loopBody(For->getBody(), Site, Before);
}

/// OpenMP needs the loops that stand directly under a directive as they are written: those stay untouched. Their bodies
/// run in other threads.
/// True where the block of \p Directive is a list of statements, without a form of its own.
static bool takesStatements(const OMPExecutableDirective *Directive) {
  return isa<OMPParallelDirective, OMPSingleDirective, OMPMasterDirective, OMPMaskedDirective, OMPCriticalDirective,
             OMPTaskDirective, OMPTaskgroupDirective, OMPOrderedDirective, OMPSectionDirective>(Directive);
}

static Stmt *withoutCaptures(Stmt *S) {
  while (auto *Captured = dyn_cast<CapturedStmt>(S))
    S = Captured->getCapturedStmt();
  return S;
}

/// What the loops of a directive do: these keep the form that it asks for, and one stands in the other.
static Stmt *behindLoops(OMPExecutableDirective *Directive, std::vector<Stmt *> &Found) {
  Stmt *S = withoutCaptures(Directive->getAssociatedStmt());
  auto *Loops = dyn_cast<OMPLoopBasedDirective>(Directive);
  for (unsigned Left = Loops ? std::max(1u, Loops->getLoopsNumber()) : 0; Left != 0; --Left) {
    Stmt *Inner = S;
    for (auto *Block = dyn_cast<CompoundStmt>(Inner); Block && Block->size() == 1;
         Block = dyn_cast<CompoundStmt>(Inner))
      Inner = Block->body_front();
    if (auto *For = dyn_cast<ForStmt>(Inner))
      S = withoutCaptures(For->getBody());
    else if (auto *Range = dyn_cast<CXXForRangeStmt>(Inner))
      S = withoutCaptures(Range->getBody());
    else
      break;
    Found.push_back(Inner);
  }
  return S;
}

void BodyWalker::insideDirective(OMPExecutableDirective *Directive) {
  if (!Directive->hasAssociatedStmt() || !Directive->getAssociatedStmt())
    return;
  llvm::SaveAndRestore<bool> Base(HasBase, false);
  llvm::SaveAndRestore<int> Keep(Current, -1), KeepLoop(Loop, -1);
  llvm::SaveAndRestore<LoopEnds *> KeepEnds(Ends, nullptr);
  std::vector<Stmt *> Loops;
  Stmt *S = behindLoops(Directive, Loops);
  Insertion Place;
  Place.Reason = "a loop of an OpenMP directive";
  for (Stmt *Loop : Loops)
    addSiteApart(HPI_SITE_LOOP, Loop->getBeginLoc(), Place);
  if (!Loops.empty())
    return single(S);
  auto *Block = dyn_cast<CompoundStmt>(S);
  if (Block && takesStatements(Directive))
    return compound(Block);
  if (Block)
    for (Stmt *Child : Block->body()) {
      Current = -1;
      Looked = Child;
      LookedAt = Spot::List;
      inside(Child);
    }
  else if (!isa<OMPAtomicDirective>(Directive))
    inside(S);
}
