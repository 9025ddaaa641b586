//===- BodyMarker.cpp - marks before statements ---------------------------===//
#include "BodyMarker.h"

using namespace clang;
using namespace hpi;
using llvm::SmallVector;
using llvm::SmallVectorImpl;

int BodyMarker::addSite(HpiSiteKind Kind, SourceLocation Loc) {
  SiteRecord Site;
  if (!Lines.place(Site, Loc))
    return -1;
  Site.Function = Function;
  Site.Kind = Kind;
  Site.IsLine = true;
  Site.IsPattern = !Marks;
  Site.Body = Body;
  Table.Sites.push_back(std::move(Site));
  return Table.Sites.size() - 1;
}

Expr *BodyMarker::markFor(int Site, SourceLocation Loc) {
  if (!Marks || Site < 0)
    return nullptr;
  return MayEvaluate ? Marks->constantCall(Site, Loc) : Marks->call(Site, Loc);
}

Expr *BodyMarker::commaMark(Expr *E, HpiSiteKind Kind, SourceLocation Loc) {
  Expr *Mark = newMark(Kind, Loc);
  return Mark ? Marks->before(Mark, E) : E;
}

Expr *BodyMarker::markInitialiser(Expr *Init, SourceLocation Loc, int *SiteOut) {
  Stmt *Slot = Init;
  operand(Slot);
  int Site = addSite(HPI_SITE_INIT, Loc);
  if (SiteOut)
    *SiteOut = Site;
  Expr *Mark = markFor(Site, Loc);
  return Mark ? Marks->before(Mark, cast<Expr>(Slot)) : cast<Expr>(Slot);
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

void BodyMarker::markFunction(FunctionDecl *FD, int EntrySite) {
  Stmt *Entry = markFor(EntrySite, FD->getLocation());
  if (auto *Ctor = dyn_cast<CXXConstructorDecl>(FD))
    memberInitialisers(Ctor);
  lambdasIn(FD);
  Stmt *Body = FD->getBody();
  if (auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body)) {
    runAtRunTime(cast<VarDecl>(Coroutine->getPromiseDecl()));
    Stmt *&Slot = *Coroutine->child_begin();
    Slot = compound(cast<CompoundStmt>(Coroutine->getBody()), Entry);
  } else if (auto *Try = dyn_cast<CXXTryStmt>(Body)) {
    insideTry(Try, Entry);
  } else {
    Stmt *Marked = compound(cast<CompoundStmt>(Body), Entry);
    if (Marks)
      FD->setBody(Marked);
  }
}

/// Also those in expressions that the compiler evaluates, which are not looked into: `constexpr auto Twice = [](int N)
/// {...}` may be called when the program runs.
void BodyMarker::lambdasIn(DeclContext *Scope) {
  for (Decl *D : Scope->decls()) {
    if (auto *Class = dyn_cast<CXXRecordDecl>(D); Class && Class->isLambda())
      Around.found(Class);
    else if (isa<BlockDecl, CapturedDecl>(D))
      lambdasIn(cast<DeclContext>(D));
  }
}

void BodyMarker::memberInitialisers(CXXConstructorDecl *Ctor) {
  if (Ctor->getNumCtorInitializers() == 0)
    return;
  SmallVector<CXXCtorInitializer *> All;
  for (CXXCtorInitializer *Init : Ctor->inits())
    All.push_back(markMemberInitialiser(Init));
  if (!Marks)
    return;
  auto **Copy = new (Ctx) CXXCtorInitializer *[All.size()];
  llvm::copy(All, Copy);
  Ctor->setCtorInitializers(Copy);
}

CXXCtorInitializer *BodyMarker::markMemberInitialiser(CXXCtorInitializer *Init) {
  Expr *Value = Init->getInit();
  if (Init->isWritten())
    Value = markInitialiser(Value, Init->getSourceLocation());
  else if (auto *Default = dyn_cast<CXXDefaultInitExpr>(Value))
    Value = defaultInitialiser(Default);
  if (Value == Init->getInit())
    return Init;
  SourceLocation L = Init->getLParenLoc(), R = Init->getRParenLoc();
  CXXCtorInitializer *Marked;
  if (Init->isBaseInitializer())
    Marked = new (Ctx) CXXCtorInitializer(Ctx, Init->getTypeSourceInfo(), Init->isBaseVirtual(), L, Value, R,
                                          Init->isPackExpansion() ? Init->getEllipsisLoc() : SourceLocation());
  else if (Init->isDelegatingInitializer())
    Marked = new (Ctx) CXXCtorInitializer(Ctx, Init->getTypeSourceInfo(), L, Value, R);
  else if (Init->isIndirectMemberInitializer())
    Marked = new (Ctx) CXXCtorInitializer(Ctx, Init->getIndirectMember(), Init->getMemberLocation(), L, Value, R);
  else
    Marked = new (Ctx) CXXCtorInitializer(Ctx, Init->getMember(), Init->getMemberLocation(), L, Value, R);
  if (Init->isWritten())
    Marked->setSourceOrder(Init->getSourceOrder());
  return Marked;
}

//===----------------------------------------------------------------------===//
// Statement lists
//===----------------------------------------------------------------------===//

Stmt *BodyMarker::compound(CompoundStmt *Block, Stmt *First) {
  SmallVector<Stmt *, 16> Out;
  if (First)
    Out.push_back(First);
  for (Stmt *S : Block->body())
    element(S, Out);
  if (!Marks)
    return Block;
  FPOptionsOverride Floating = Block->hasStoredFPFeatures() ? Block->getStoredFPFeatures() : FPOptionsOverride();
  return CompoundStmt::Create(Ctx, Out, Floating, Block->getLBracLoc(), Block->getRBracLoc());
}

/// Appends \p S, with its mark before it, to a statement list.
void BodyMarker::element(Stmt *S, SmallVectorImpl<Stmt *> &Out) {
  if (MarkBuilder::isMark(S))
    return;
  if (isa<LabelStmt, SwitchCase>(S))
    return labelled(S, Out);
  if (auto *Block = dyn_cast<CompoundStmt>(S)) {
    Out.push_back(compound(Block));
    return;
  }
  auto *Attributed = dyn_cast<AttributedStmt>(S);
  if (Attributed && isa<LabelStmt, SwitchCase>(Attributed->getSubStmt())) {
    size_t At = Out.size();
    labelled(Attributed->getSubStmt(), Out);
    Out[At] = Attributed;
    return;
  }
  S = unmarked(S);
  size_t NumSites = Table.Sites.size();
  if (Stmt *Mark = leadingMark(S))
    Out.push_back(Mark);
  Leading = Table.Sites.size() > NumSites ? int(NumSites) : -1;
  if (Stmt *Kept = keptAsWritten(S))
    if (Stmt *Mark = leadingMark(Kept))
      Out.push_back(Mark);
  inside(S);
  Out.push_back(S);
}

/// A label's own statement becomes the mark; the statement follows it in the list, where a declaration keeps its scope.
void BodyMarker::labelled(Stmt *S, SmallVectorImpl<Stmt *> &Out) {
  Stmt *Holder = nullptr, *Sub = S;
  do {
    Holder = Sub;
    auto *Label = dyn_cast<LabelStmt>(Holder);
    Sub = Label ? Label->getSubStmt() : cast<SwitchCase>(Holder)->getSubStmt();
  } while (isa<LabelStmt, SwitchCase>(Sub));
  SmallVector<Stmt *, 4> Tail;
  element(Sub, Tail);
  if (Tail.empty())
    Tail.push_back(new (Ctx) NullStmt(Sub->getBeginLoc()));
  if (auto *Label = dyn_cast<LabelStmt>(Holder))
    Label->setSubStmt(Tail.front());
  else if (auto *Case = dyn_cast<CaseStmt>(Holder))
    Case->setSubStmt(Tail.front());
  else
    cast<DefaultStmt>(Holder)->setSubStmt(Tail.front());
  Out.push_back(S);
  Out.append(Tail.begin() + 1, Tail.end());
}

Stmt *BodyMarker::asOne(llvm::ArrayRef<Stmt *> Statements) {
  if (Statements.size() == 1)
    return Statements.front();
  SourceLocation Loc = Statements.empty() ? SourceLocation() : Statements.back()->getBeginLoc();
  if (Statements.empty())
    return new (Ctx) NullStmt(Loc);
  return CompoundStmt::Create(Ctx, Statements, FPOptionsOverride(), Loc, Statements.back()->getEndLoc());
}

/// A statement where the grammar allows one only, such as a branch of `if`.
Stmt *BodyMarker::single(Stmt *S) {
  if (!S)
    return nullptr;
  SmallVector<Stmt *, 4> Out;
  element(S, Out);
  return asOne(Out);
}

//===----------------------------------------------------------------------===//
// Which statements are sites
//===----------------------------------------------------------------------===//

bool BodyMarker::runsCode(const DeclStmt *DS) const {
  return llvm::any_of(DS->decls(), [this](const Decl *D) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || Variable->hasExternalStorage())
      return false;
    if (Variable->getType()->isVariablyModifiedType() && !Variable->getType()->isPointerType())
      return true;
    const Expr *Init = Variable->getInit();
    if (!Init || Variable->isConstexpr())
      return false;
    if (Init->isValueDependent() || Init->isTypeDependent())
      return true;
    if (Variable->isStaticLocal())
      return !Init->isConstantInitializer(Ctx, Variable->getType()->isReferenceType()) && !Variable->evaluateValue();
    const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
    bool IsTrivial = Construct && Construct->getConstructor()->isTrivial() &&
                     Construct->getConstructor()->isDefaultConstructor() && !Construct->requiresZeroInitialization();
    return !IsTrivial;
  });
}

/// Before what a loop does once, before its first condition: the loop's line has no other mark there, and a timed
/// function must not take it for the line before.
Stmt *BodyMarker::boundary(SourceLocation Loc) {
  if (!Marks || !Table.isTimed(Function))
    return nullptr;
  int Site = addSite(HPI_SITE_BOUNDARY, Loc);
  if (Site >= 0)
    Table.Sites[Site].IsLine = false;
  return markFor(Site, Loc);
}

/// Where the instances of \p S begin: a fold expression leaves no trace of its parentheses in them.
static SourceLocation beginOf(const Stmt *S) {
  while (const auto *Fold = dyn_cast<CXXFoldExpr>(S))
    S = Fold->getLHS() ? Fold->getLHS() : Fold->getRHS();
  return S->getBeginLoc();
}

/// The mark that goes before \p S, null where S carries its own (loops) or no number.
Stmt *BodyMarker::leadingMark(Stmt *S) {
  while (auto *Attributed = dyn_cast<AttributedStmt>(S))
    S = Attributed->getSubStmt();
  if (auto *For = dyn_cast<ForStmt>(S); isa<CXXForRangeStmt>(S) || (For && For->getInit()))
    return boundary(S->getBeginLoc());
  if (isa<NullStmt, CompoundStmt, CXXTryStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, LabelStmt, SwitchCase>(S))
    return nullptr;
  if (auto *DS = dyn_cast<DeclStmt>(S); DS && !runsCode(DS))
    return nullptr;
  return newMark(HPI_SITE_STMT, beginOf(S));
}

//===----------------------------------------------------------------------===//
// What stands inside a statement
//===----------------------------------------------------------------------===//

void BodyMarker::inside(Stmt *S) {
  if (auto *Attributed = dyn_cast<AttributedStmt>(S)) {
    if (auto *Block = dyn_cast<CompoundStmt>(Attributed->getSubStmt()))
      *Attributed->child_begin() = compound(Block);
    else
      inside(Attributed->getSubStmt());
    return;
  }
  if (auto *If = dyn_cast<IfStmt>(S))
    return insideIf(If);
  if (auto *Switch = dyn_cast<SwitchStmt>(S))
    return insideSwitch(Switch);
  if (auto *For = dyn_cast<ForStmt>(S))
    return insideFor(For);
  if (auto *While = dyn_cast<WhileStmt>(S))
    return insideWhile(While);
  if (auto *Do = dyn_cast<DoStmt>(S))
    return insideDo(Do);
  if (auto *For = dyn_cast<CXXForRangeStmt>(S))
    return insideRangeFor(For);
  if (auto *Try = dyn_cast<CXXTryStmt>(S))
    return insideTry(Try);
  if (auto *DS = dyn_cast<DeclStmt>(S))
    return declarations(DS);
  if (auto *Directive = dyn_cast<OMPExecutableDirective>(S))
    return insideDirective(Directive);
  operand(S);
}

void BodyMarker::insideIf(IfStmt *If) {
  int Total = If->getInit() || If->getConditionVariableDeclStmt() ? -1 : Leading;
  if (If->getInit())
    inside(If->getInit());
  if (If->getConditionVariableDeclStmt())
    declarations(If->getConditionVariableDeclStmt());
  if (If->getCond())
    operand(*llvm::find(If->children(), If->getCond()));
  If->setThen(decided(If->getThen(), If->getCond(), Total, If->getIfLoc()));
  if (If->getElse())
    If->setElse(single(If->getElse()));
}

void BodyMarker::insideSwitch(SwitchStmt *Switch) {
  if (Switch->getInit())
    inside(Switch->getInit());
  if (Switch->getConditionVariableDeclStmt())
    declarations(Switch->getConditionVariableDeclStmt());
  operand(*llvm::find(Switch->children(), Switch->getCond()));
  Switch->setBody(single(Switch->getBody()));
}

/// The blocks of try and catch must stay compound statements.
void BodyMarker::insideTry(CXXTryStmt *Try, Stmt *First) {
  for (Stmt *&Child : Try->children()) {
    if (auto *Catch = dyn_cast<CXXCatchStmt>(Child)) {
      Stmt *&Handler = *Catch->child_begin();
      Handler = compound(cast<CompoundStmt>(Handler));
    } else {
      Child = compound(cast<CompoundStmt>(Child), First);
    }
  }
}

/// An object whose initialiser is constant may be copied from memory that the compiler has filled, members' default
/// initialisers and all. Those count: keep the compiler from evaluating them where it need not.
void BodyMarker::runAtRunTime(VarDecl *Variable) {
  const auto *Class = Variable->getType()->getAsCXXRecordDecl();
  if (!Marks || MayEvaluate || !Class || !Class->hasDefinition() || !Class->hasInClassInitializer() ||
      !Variable->getInit() || Variable->isStaticLocal() || Variable->mightBeUsableInConstantExpressions(Ctx))
    return;
  Variable->setInit(Marks->before(Marks->opaqueCall(Variable->getLocation()), Variable->getInit()));
}

void BodyMarker::declarations(DeclStmt *DS) {
  for (Decl *D : DS->decls()) {
    if (isa<CXXRecordDecl>(D))
      Around.found(D);
    auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || !Variable->getInit() || Variable->isConstexpr())
      continue;
    if (Variable->isStaticLocal() && !runsCode(DS))
      continue;
    Stmt *Init = Variable->getInit();
    operand(Init);
    runAtRunTime(Variable);
  }
}
