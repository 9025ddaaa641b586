//===- BodyWalker.cpp - sites of statements -------------------------------===//
#include "BodyWalker.h"
#include "Constancy.h"

#include "clang/AST/Attr.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace hpi;

int BodyWalker::newRun(const Insertion &Place) {
  Out.Runs.emplace_back();
  Out.Runs.back().Places.push_back(Place);
  Out.Runs.back().Loop = Loop;
  return Out.Runs.size() - 1;
}

Insertion BodyWalker::mine(Insertion Place) const {
  Place.HasBase = HasBase;
  return Place;
}

/// An #include inside a function brings statements of another file: those become a body of that file.
int BodyWalker::addSite(HpiSiteKind Kind, SourceLocation Loc, const Insertion &Place) {
  Site S;
  S.Kind = Kind;
  if (FileID Other = Where.fileId(Loc); Other != Id) {
    SourceSites *Foreign = Where.fileOf(Loc);
    if (!Foreign || !Where.place(S, *Foreign, Loc))
      return -1;
    Foreign->IsFragment = true;
    File.Fragments.insert(Foreign->RealPath);
    Body &Lone = Foreign->Bodies[bodyKey(S.Order, Kind)];
    Lone.Sites.assign(1, S);
    Lone.Runs.assign(1, Run());
    Lone.Runs[0].Places.push_back(Place);
    if (Place.Kind == Form::Decl)
      Lone.Runs[0].Places.back().Kind = Form::Line;
    Current = -1;
    return -1;
  }
  if (!Where.place(S, File, Loc))
    return -1;
  if (Current < 0)
    Current = newRun(mine(Place));
  else
    Out.Runs[Current].Places.push_back(mine(Place));
  S.Run = Current;
  S.Own = mine(Place);
  Out.Sites.push_back(S);
  return Out.Sites.size() - 1;
}

int BodyWalker::addSiteApart(HpiSiteKind Kind, SourceLocation Loc, const Insertion &Place) {
  llvm::SaveAndRestore<int> Keep(Current, -1);
  return addSite(Kind, Loc, Place);
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

static bool isCoroutine(const FunctionDecl *FD) { return isa_and_nonnull<CoroutineBodyStmt>(FD->getBody()); }

/// The first statement behind the labels that `__label__` declares, which must come first in a block.
static SourceLocation behindLabels(const CompoundStmt *Block) {
  SourceLocation Loc = Block->getLBracLoc();
  for (const Stmt *S : Block->body()) {
    const auto *DS = dyn_cast<DeclStmt>(S);
    if (!DS || !llvm::all_of(DS->decls(), [](const Decl *D) { return isa<LabelDecl>(D); }))
      break;
    Loc = DS->getEndLoc();
  }
  return Loc;
}

/// The probe at the head of the body: it counts calls, unless member initialisers have to do that before it.
void BodyWalker::entry(FunctionDecl *FD, CompoundStmt *Block) {
  Insertion Place;
  Place.Reason = "its brace stands in a macro";
  auto Begin = Where.after(behindLabels(Block));
  if (Begin && Where.fileId(Block->getLBracLoc()) == Id) {
    Place.Kind = Form::Function;
    Place.Begin = *Begin;
  }
  HasBase = Place.Kind != Form::None && !isCoroutine(FD);
  if (HasBase)
    Out.Base = mine(Place);
  else if (Place.Kind != Form::None)
    Place.Kind = Form::Head;
  Place.IsWeak = Current != 0;
  Out.Sites[0].Own = mine(Place);
  Out.Runs[0].Places.push_back(mine(Place));
}

/// The first statement that takes time, where control comes to it once a call.
void BodyWalker::noteFirst(const CompoundStmt *Block) {
  for (const Stmt *S : Block->body()) {
    const auto *DS = dyn_cast<DeclStmt>(S);
    if (isa<NullStmt>(S) || (DS && !runsCode(DS)))
      continue;
    if (auto Begin = Where.before(S->getBeginLoc()); Begin && (isSite(S) || isa<ForStmt, CXXForRangeStmt>(S)))
      Out.First = *Begin;
    return;
  }
}

void BodyWalker::walkFunction(FunctionDecl *FD) {
  Site Entry;
  Entry.Kind = HPI_SITE_FUNC;
  if (!Where.place(Entry, File, FD->getLocation()))
    return;
  Out.Runs.emplace_back();
  Out.Sites.push_back(Entry);
  Current = 0;
  Groups = Where.groupsBefore(FD->getLocation());
  if (auto *Ctor = dyn_cast<CXXConstructorDecl>(FD))
    memberInitialisers(Ctor);
  Stmt *Code = FD->getBody();
  if (auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Code))
    Code = Coroutine->getBody();
  if (auto *Try = dyn_cast<CXXTryStmt>(Code)) {
    entry(FD, Try->getTryBlock());
    compound(Try->getTryBlock());
    HasBase = false;
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I) {
      Current = -1;
      compound(cast<CompoundStmt>(Try->getHandler(I)->getHandlerBlock()));
    }
    return;
  }
  comeTo(Code->getBeginLoc());
  entry(FD, cast<CompoundStmt>(Code));
  noteFirst(cast<CompoundStmt>(Code));
  compound(cast<CompoundStmt>(Code));
}

/// They run before the body, in an order of their own, and the first of them begins the call.
void BodyWalker::memberInitialisers(CXXConstructorDecl *Ctor) {
  for (CXXCtorInitializer *Init : Ctor->inits()) {
    Expr *Value = Init->getInit();
    if (Init->isWritten()) {
      comeTo(Init->getSourceLocation());
      operand(Value);
      Insertion Place = initialiserPlace(Value, false);
      addSite(HPI_SITE_INIT, Init->getSourceLocation(), Place);
    }
    if (!Comes.comesOut(Value) || Init->isPackExpansion())
      Current = -1;
  }
}

void BodyWalker::walkInitialiser(Expr *Init, SourceLocation Loc, Insertion Place) {
  LeavesOperands = !Place.isPossible();
  operand(Init);
  addSiteApart(HPI_SITE_INIT, Loc, Place);
}

/// The first argument of a constructor's call as written, or the value itself.
static const Expr *firstArgument(const Expr *Init) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit())) {
    if (Construct->getNumArgs() == 0 || Construct->getArg(0)->isDefaultArgument())
      return nullptr;
    return Construct->getArg(0);
  }
  if (const auto *List = dyn_cast<ParenListExpr>(Init))
    return List->getNumExprs() ? List->getExpr(0) : nullptr;
  if (const auto *List = dyn_cast<InitListExpr>(Init)) {
    const InitListExpr *Written = List->getSyntacticForm() ? List->getSyntacticForm() : List;
    return Written->getNumInits() == 1 ? Written->getInit(0) : nullptr;
  }
  return isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(Init) ? nullptr : Init;
}

/// True where a comma before \p E could change what it is: a null pointer, an array, a braced list, a pack.
static bool isTouchy(const Expr *E, ASTContext &Ctx) {
  const Expr *Bare = E->IgnoreParenImpCasts();
  if (isa<StringLiteral, InitListExpr, PackExpansionExpr, CXXThrowExpr, CXXStdInitializerListExpr, DesignatedInitExpr,
          PredefinedExpr, OverloadExpr, CXXDefaultArgExpr>(Bare))
    return true;
  if (E->isValueDependent() || E->isTypeDependent())
    return isa<IntegerLiteral, GNUNullExpr>(Bare);
  return E->isNullPointerConstant(Ctx, Expr::NPC_ValueDependentIsNotNull) != Expr::NPCK_NotNull &&
         (isa<IntegerLiteral, GNUNullExpr, CXXBoolLiteralExpr, CharacterLiteral>(Bare) || !Ctx.getLangOpts().CPlusPlus);
}

Insertion BodyWalker::initialiserPlace(Expr *Init, bool RunsAlways) const {
  Insertion Out;
  Out.Reason = "an initialiser that a comma could change";
  const Expr *First = Init->isInstantiationDependent() && isa<PackExpansionExpr>(Init) ? nullptr : firstArgument(Init);
  if (!First || First->getBeginLoc().isInvalid())
    return Out;
  if (First->getType().isNull() || Init->getType().isNull()) // the arguments of a template's member
    return isTouchy(First, Ctx) ? Out : Where.around(Form::Wrap, First);
  bool IsArithmetic = First->getType()->isArithmeticType() && Init->getType()->isArithmeticType();
  if (isTouchy(First, Ctx) && !(IsArithmetic && isa<IntegerLiteral>(First->IgnoreParenImpCasts())))
    return Out;
  bool Narrows = isa<InitListExpr>(Init) && First->IgnoreParenImpCasts()->getType() != Init->getType();
  if (Narrows)
    return Out;
  Out = Where.around(Form::Wrap, First);
  Out.RunsAlways = RunsAlways;
  return Out;
}

//===----------------------------------------------------------------------===//
// Statement lists
//===----------------------------------------------------------------------===//

void BodyWalker::compound(CompoundStmt *Block) {
  for (Stmt *S : Block->body())
    element(S, Spot::List);
}

/// The probe before \p S, in the spelling that its place allows.
Insertion BodyWalker::placeBefore(const Stmt *S, Spot At) const {
  Insertion Out;
  const auto *Attributed = dyn_cast<AttributedStmt>(S);
  if (isa<OMPExecutableDirective>(S) || (Attributed && llvm::any_of(Attributed->getAttrs(), [](const Attr *A) {
                                           return A->getSyntax() == AttributeCommonInfo::AS_Pragma;
                                         }))) {
    Out.Reason = "behind a pragma";
    return Out;
  }
  if (const auto *If = dyn_cast<IfStmt>(S); If && At == Spot::Else && !If->getInit() && !If->getConditionVariable() &&
                                            If->getStatementKind() == IfStatementKind::Ordinary &&
                                            !constantCondition(If->getCond())) {
    if (Insertion Cond = Where.around(Form::Comma, If->getCond()); Cond.Kind != Form::None)
      return Cond;
  }
  auto Begin = Where.before(S->getBeginLoc());
  if (!Begin || Where.followsPragma(S->getBeginLoc())) {
    Out.Reason = Begin ? "behind a pragma" : "inside a macro";
    return Out;
  }
  Out.Begin = *Begin;
  bool NeedsDecl = isa<DeclStmt>(S) && At == Spot::List && !Ctx.getLangOpts().CPlusPlus;
  Out.Kind = NeedsDecl ? Form::Decl : Form::Line;
  if (At == Spot::List || At == Spot::Labelled)
    return Out;
  auto End = Where.fileId(S->getBeginLoc()) == Where.fileId(S->getEndLoc()) ? Where.behindStatement(S) : std::nullopt;
  Out.Kind = End ? Form::Brace : Form::Before;
  Out.End = End.value_or(0);
  return Out;
}

int BodyWalker::enter(const Stmt *S, Spot At) {
  Insertion Place;
  const auto *Block = dyn_cast<CompoundStmt>(S);
  bool IsForeign = Where.fileId(S->getBeginLoc()) != Id;
  // A statement before declarations is not for every dialect of C.
  bool StartsWithDecl = Block && !Block->body_empty() && isa<DeclStmt>(Block->body_front());
  if (!IsForeign && Block && (Ctx.getLangOpts().CPlusPlus || !StartsWithDecl)) {
    if (auto Begin = Where.after(behindLabels(Block))) {
      Place.Kind = Form::Head;
      Place.Begin = *Begin;
    }
  } else if (!IsForeign && !Block && !isa<LabelStmt, SwitchCase>(S)) {
    Place = placeBefore(S, At);
  }
  Place.IsWeak = true;
  return newRun(mine(Place));
}

/// What control is certainly through behind a block; what its variables do at its end may not come back.
static bool endsPlainly(const CompoundStmt *Block) {
  return llvm::all_of(Block->body(), [](const Stmt *S) {
    const auto *DS = dyn_cast<DeclStmt>(S);
    return !DS || Completion::declaresPlainly(DS);
  });
}

/// C++ unwinds the frames of a thread that ends.
bool BodyWalker::endsThread(const Stmt *S) const {
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call && !Ctx.getLangOpts().CPlusPlus ? Call->getDirectCallee() : nullptr;
  return Callee && (Callee->getName() == "pthread_exit" || Callee->getName() == "thrd_exit");
}

/// What another compiler may see between two places counts nothing, and may lead elsewhere.
void BodyWalker::comeTo(SourceLocation Loc) {
  size_t Here = Where.groupsBefore(Loc);
  if (Here != Groups)
    Current = -1;
  Groups = Here;
}

bool BodyWalker::mayDiffer(const Stmt *S) const {
  return Where.groupsBefore(S->getBeginLoc()) != Where.groupsBefore(S->getEndLoc());
}

/// Where the instances of \p S begin: a fold expression leaves no trace of its parentheses in them.
static SourceLocation beginOf(const Stmt *S) {
  while (const auto *Fold = dyn_cast<CXXFoldExpr>(S))
    S = Fold->getLHS() ? Fold->getLHS() : Fold->getRHS();
  return S->getBeginLoc();
}

/// A statement with its site before it.
void BodyWalker::element(Stmt *S, Spot At) {
  comeTo(S->getBeginLoc());
  const size_t Before = Groups;
  if (isa<LabelStmt, SwitchCase>(S)) {
    Current = -1;
    auto *Label = dyn_cast<LabelStmt>(S);
    return element(Label ? Label->getSubStmt() : cast<SwitchCase>(S)->getSubStmt(),
                   At == Spot::List ? Spot::Labelled : At);
  }
  Stmt *Bare = S;
  while (auto *Attributed = dyn_cast<AttributedStmt>(Bare))
    Bare = Attributed->getSubStmt();
  if (isa<LabelStmt, SwitchCase>(Bare))
    return element(Bare, At);
  Insertion Place = placeBefore(S, At);
  if (isSite(Bare)) {
    addSite(HPI_SITE_STMT, beginOf(Bare), Place);
  } else if (Place.isPossible() && S->getBeginLoc().isMacroID()) {
    // What a macro's code visits first is visited as often as the macro is reached.
    Place.IsWeak = true;
    if (Current < 0)
      Current = newRun(mine(Place));
    else
      Out.Runs[Current].Places.push_back(mine(Place));
  }
  if (isa<ContinueStmt>(Bare) && Ends) {
    Ends->AreKnown &= Current >= 0;
    Ends->Runs.push_back(Current);
  }
  if (endsThread(Bare) && (Place.Kind == Form::Line || Place.Kind == Form::Brace))
    Out.ThreadEnds.push_back(mine(Place));
  int Entered = Current;
  Looked = S;
  LookedAt = At;
  Following = -1;
  inside(Bare);
  if (auto *Block = dyn_cast<CompoundStmt>(Bare))
    Following = endsPlainly(Block) ? Current : -1;
  Current = Comes.comesOut(S) && Entered >= 0 ? Entered : Following;
  Following = -1;
  Groups = Before;
  comeTo(S->getEndLoc());
}

void BodyWalker::single(Stmt *S, Spot At) {
  if (S)
    element(S, At);
}

/// A statement that runs more or less often than what stands before it.
void BodyWalker::apart(Stmt *S, Spot At) {
  llvm::SaveAndRestore<int> Keep(Current, -1);
  single(S, At);
}

//===----------------------------------------------------------------------===//
// Which statements are sites
//===----------------------------------------------------------------------===//

bool BodyWalker::runsCode(const DeclStmt *DS) const {
  return llvm::any_of(DS->decls(), [this](const Decl *D) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || Variable->hasExternalStorage())
      return false;
    if (Variable->getType()->isVariablyModifiedType() && !Variable->getType()->isPointerType())
      return true;
    const Expr *Init = Variable->getInit();
    if (!Init || Variable->isConstexpr() || Variable->hasAttr<ConstInitAttr>())
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

/// False where the statement carries its own sites (loops) or no number.
bool BodyWalker::isSite(const Stmt *S) const {
  if (isa<NullStmt, CompoundStmt, CXXTryStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
    return false;
  const auto *DS = dyn_cast<DeclStmt>(S);
  return !DS || runsCode(DS);
}

//===----------------------------------------------------------------------===//
// What stands inside a statement
//===----------------------------------------------------------------------===//

void BodyWalker::inside(Stmt *S) {
  if (auto *Block = dyn_cast<CompoundStmt>(S))
    return compound(Block);
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

void BodyWalker::insideIf(IfStmt *If) {
  if (If->getInit())
    inside(If->getInit());
  if (If->getConditionVariableDeclStmt())
    declarations(If->getConditionVariableDeclStmt());
  if (If->getCond())
    operand(If->getCond());
  bool IsPlain = Current >= 0 && !mayDiffer(If) && If->getStatementKind() == IfStatementKind::Ordinary &&
                 Comes.comesOut(If->getInit()) && Comes.comesOut(If->getConditionVariableDeclStmt()) &&
                 Comes.comesOut(If->getCond());
  if (!IsPlain) {
    apart(If->getThen());
    return apart(If->getElse(), Spot::Else);
  }
  auto Side = [this](Stmt *S, Spot At) {
    llvm::SaveAndRestore<int> Keep(Current, enter(S, At));
    unsigned Entered = Current;
    single(S, At);
    return Entered;
  };
  unsigned Whole = Current, Then = Side(If->getThen(), Spot::Single), Other;
  if (If->getElse()) {
    Other = Side(If->getElse(), Spot::Else);
  } else if (Completion::neverEnds(If->getThen())) {
    Other = newRun(Insertion()); // what stands behind is the other side
    Following = Other;
  } else {
    return;
  }
  Out.Runs[Whole].Sums.push_back({Then, Other});
}

void BodyWalker::insideSwitch(SwitchStmt *Switch) {
  if (Switch->getInit())
    inside(Switch->getInit());
  if (Switch->getConditionVariableDeclStmt())
    declarations(Switch->getConditionVariableDeclStmt());
  operand(Switch->getCond());
  apart(Switch->getBody());
}

void BodyWalker::insideTry(CXXTryStmt *Try) {
  compound(Try->getTryBlock());
  for (unsigned I = 0; I != Try->getNumHandlers(); ++I) {
    Current = -1;
    compound(cast<CompoundStmt>(Try->getHandler(I)->getHandlerBlock()));
  }
}

void BodyWalker::declarations(DeclStmt *DS) {
  for (Decl *D : DS->decls()) {
    if (isa<CXXRecordDecl>(D))
      Around.found(D);
    auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || !Variable->getInit() || Variable->isConstexpr() || (Variable->isStaticLocal() && !runsCode(DS)))
      continue;
    bool MayBeConstant = Variable->isStaticLocal() && constancyOf(Variable) != Constancy::Runs;
    llvm::SaveAndRestore<bool> Keep(LeavesOperands, LeavesOperands || MayBeConstant);
    operand(Variable->getInit());
  }
}
