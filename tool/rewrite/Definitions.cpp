//===- Definitions.cpp - finds the functions of a translation unit --------===//
#include "Definitions.h"
#include "Constancy.h"
#include "StaticObjects.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace hpi;

void Definitions::walkUnit() {
  context(Ctx.getTranslationUnitDecl());
  while (!Waiting.empty()) {
    FunctionDecl *FD = Waiting.back();
    Waiting.pop_back();
    walkFunction(FD);
  }
  noteEvaluated();
}

/// Other units may have bodies of the same text.
void Definitions::noteEvaluated() {
  for (const ValueDecl *D : StaticObjects(Ctx).find()) {
    SourceSites *File = D->getLocation().isValid() ? Where.fileOf(D->getLocation()) : nullptr;
    HpiSiteKind Kind = isa<FunctionDecl>(D) ? HPI_SITE_FUNC : HPI_SITE_INIT;
    if (File)
      File->Evaluated.insert(bodyKey(Where.offset(D->getLocation()), Kind, turn(D->getLocation())));
  }
}

void Definitions::found(Decl *D) {
  if (D->getLocation().isValid() && Where.isSystem(D->getLocation()))
    return;
  if (auto *FD = dyn_cast<FunctionDecl>(D))
    return function(FD);
  if (auto *Template = dyn_cast<FunctionTemplateDecl>(D))
    return function(Template->getTemplatedDecl());
  if (auto *Template = dyn_cast<ClassTemplateDecl>(D))
    return context(Template->getTemplatedDecl());
  if (auto *Template = dyn_cast<VarTemplateDecl>(D))
    return variable(Template->getTemplatedDecl());
  if (auto *Field = dyn_cast<FieldDecl>(D))
    return field(Field);
  if (auto *Variable = dyn_cast<VarDecl>(D))
    return variable(Variable);
  if (auto *Friend = dyn_cast<FriendDecl>(D)) {
    if (Decl *Friended = Friend->getFriendDecl())
      found(Friended);
    return;
  }
  if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl, CXXRecordDecl>(D))
    context(cast<DeclContext>(D));
}

void Definitions::context(DeclContext *DC) {
  if (auto *Record = dyn_cast<CXXRecordDecl>(DC)) {
    if (!Record->isThisDeclarationADefinition() || Record->isInjectedClassName())
      return;
    auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Record);
    if (Instance && isTemplateInstantiation(Instance->getSpecializationKind()))
      return;
  }
  if (!Walking.insert(DC).second)
    return;
  for (Decl *D : DC->noload_decls()) {
    noteHead(DC, D);
    found(D);
  }
  Walking.erase(DC);
}

/// A macro of declarations at namespace scope may stand behind another one, but not behind the beginning of one.
void Definitions::noteHead(const DeclContext *DC, const Decl *D) {
  auto *Extern = dyn_cast<LinkageSpecDecl>(DC);
  if (D->getLocation().isMacroID() && DC->isFileContext() && !(Extern && !Extern->hasBraces()) &&
      Where.before(D->getBeginLoc()))
    Heads.insert(Where.expanded(D->getBeginLoc()));
}

/// A function that counts is neither pure nor const: calls that the compiler left out would be missed.
void Definitions::dropPurity(FunctionDecl *FD) {
  for (const Attr *A : FD->attrs()) {
    if (!isa<PureAttr, ConstAttr>(A) || A->isInherited() || A->isImplicit() ||
        A->getSyntax() != AttributeCommonInfo::AS_GNU || A->getLocation().isMacroID())
      continue;
    SourceSites *File = Where.fileOf(A->getLocation());
    auto End = Where.after(A->getLocation());
    // What the compiler knows of a builtin has no text of its own.
    llvm::StringRef Word = Where.token(A->getLocation());
    bool IsWritten = Word == "pure" || Word == "const" || Word == "__pure__" || Word == "__const__";
    if (File && End && IsWritten)
      File->Hidden[Where.offset(A->getLocation())] = *End;
  }
}

void Definitions::function(FunctionDecl *FD) {
  dropPurity(FD);
  if (const auto *Chosen = FD->getAttr<IFuncAttr>())
    Resolvers.insert(Chosen->getResolver());
  if (!FD->doesThisDeclarationHaveABody() || FD->isLateTemplateParsed() || FD->isInvalidDecl() || FD->isConsteval() ||
      FD->isTemplateInstantiation() || !Seen.insert(FD).second)
    return;
  Waiting.push_back(FD);
  turn(FD->getLocation());
}

static constexpr char NoCounters[] = "included inside a namespace or class by a file that is left alone";

/// Counters are declared outside of all namespaces: where \p File is included in one, or in a class, by the file that
/// begins that. \returns false where this one is not rewritten
bool Definitions::noteInclusion(SourceSites &File, const Decl *D) {
  const DeclContext *Outermost = nullptr;
  for (const DeclContext *DC = D->getLexicalDeclContext(); DC; DC = DC->getLexicalParent())
    if (!isa<TranslationUnitDecl, LinkageSpecDecl, ExportDecl>(DC))
      Outermost = DC;
  FileID Own = Where.fileId(D->getLocation()), Around = Own;
  if (Outermost)
    Around = Where.fileId(cast<Decl>(Outermost)->getBeginLoc());
  SourceLocation Include = Where.includedAt(Own);
  SourceSites *Includer = Include.isValid() ? Where.fileOf(Include) : nullptr;
  for (FileID Id = Own; Around != Own && Include.isValid(); Include = Where.includedAt(Id)) {
    Id = Where.fileId(Include);
    if (Id != Around)
      continue;
    File.IsFragment = true;
    Includer = Where.fileOf(Include);
    break;
  }
  if (Includer)
    File.Includers.insert(Includer->RealPath);
  return Includer || !File.IsFragment;
}

/// Of what one macro defines the first comes first, and has the line.
unsigned Definitions::turn(SourceLocation Loc) {
  if (!Loc.isMacroID())
    return 0;
  auto &Known = Turns[Where.expanded(Loc)];
  auto It = llvm::find(Known, Loc);
  unsigned Turn = It - Known.begin();
  if (It == Known.end())
    Known.push_back(Loc);
  return Turn;
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

void Definitions::describe(FunctionRecord &Record, SourceSites &File, FunctionDecl *FD, std::string Linkage) {
  Site Place;
  Where.place(Place, File, FD->getLocation());
  Record.Linkage = std::move(Linkage);
  if (Record.Linkage.empty())
    Record.Name = FD->getQualifiedNameAsString();
  Record.Path = Place.Path;
  Record.Line = Place.Line;
  Record.Column = Place.Column;
  Record.EndLine = std::max(Where.line(FD->getBodyRBrace()), Place.Line);
  auto *Method = dyn_cast<CXXMethodDecl>(FD);
  if (Method && Method->getParent()->isLambda())
    Record.Flags |= HPI_FUNC_LAMBDA;
  if (FD->isDependentContext())
    Record.Flags |= HPI_FUNC_INSTANCE;
  if (!FD->isExternallyVisible())
    Record.Flags |= HPI_FUNC_LOCAL;
}

/// C++11 allows one return in a constexpr function, and nothing else.
static bool holdsNoStatements(const FunctionDecl *FD, const LangOptions &Lang) {
  return Lang.CPlusPlus && !Lang.CPlusPlus14 && FD->isConstexpr();
}

/// Has \p FD say when it begins and ends, where its head can take an attribute and its body the probe.
void Definitions::time(Body &New, const FunctionDecl *FD) const {
  SourceLocation Begin = FD->getInnerLocStart();
  auto Offset = Where.before(Begin);
  if (!Offset || New.Base.Kind != Form::Function || Where.fileId(Begin) != Where.fileId(FD->getLocation()))
    return;
  New.Timed.Kind = Form::Timed;
  New.Timed.Begin = *Offset;
  New.Function.Flags |= HPI_FUNC_TIMED;
}

void Definitions::walkFunction(FunctionDecl *FD) {
  SourceSites *File = Where.fileOf(FD->getLocation());
  auto *Method = dyn_cast<CXXMethodDecl>(FD);
  // Its conversion to a pointer, and what that points to, are nobody's text.
  bool IsLambda = Method && Method->getParent()->isLambda() && Method->getOverloadedOperator() == OO_Call;
  if (!File || FD->isDefaulted() || (FD->isImplicit() && !IsLambda) || !FD->getBody() ||
      !isa<CompoundStmt, CXXTryStmt, CoroutineBodyStmt>(FD->getBody()))
    return;
  std::string Linkage = FD->isDependentContext() ? std::string() : Names.getName(FD);
  auto Reason = Selection.reasonToSkip(FD, Linkage, Where.path(FD->getLocation()));
  if (!Reason && Resolvers.contains(Linkage))
    Reason = HPI_SKIP_IFUNC;
  if (!Reason && holdsNoStatements(FD, Ctx.getLangOpts()))
    Reason = HPI_SKIP_CONSTEXPR;
  if (Reason) {
    Site Place;
    Where.place(Place, *File, FD->getLocation());
    if (Linkage.empty())
      Linkage = FD->getQualifiedNameAsString();
    File->Skipped[Place.Order] = {Linkage, Place.Path, Place.Line, *Reason};
    return;
  }
  Body New;
  New.IsFunction = true;
  bool IsTimed = Selection.isTimed(FD, Linkage);
  describe(New.Function, *File, FD, std::move(Linkage));
  BodyWalker(Ctx, Where, Comes, *this, *File, New, Where.fileId(FD->getLocation())).walkFunction(FD);
  if (IsTimed)
    time(New, FD);
  if (!noteInclusion(*File, FD))
    New.leaveAlone(NoCounters);
  keep(*File, bodyKey(Where.offset(FD->getLocation()), HPI_SITE_FUNC, turn(FD->getLocation())), std::move(New));
}

//===----------------------------------------------------------------------===//
// Initialisers outside of functions
//===----------------------------------------------------------------------===//

void Definitions::initialiser(const Decl *D, Expr *Init, SourceLocation Loc, const Insertion &Place) {
  SourceSites *File = Where.fileOf(Loc);
  if (!File || Selection.skipsFile(Where.path(Loc)))
    return;
  Body New;
  BodyWalker(Ctx, Where, Comes, *this, *File, New, Where.fileId(Loc)).walkInitialiser(Init, Loc, Place);
  if (!noteInclusion(*File, D))
    New.leaveAlone(NoCounters);
  keep(*File, bodyKey(Where.offset(Loc), HPI_SITE_INIT, turn(Loc)), std::move(New));
}

/// A default member initialiser runs in every constructor that does not override it, and in aggregates.
void Definitions::field(FieldDecl *FD) {
  Expr *Init = FD->hasInClassInitializer() ? FD->getInClassInitializer() : nullptr;
  if (!Init || !Seen.insert(FD).second || isa<clang::StringLiteral>(Init->IgnoreParenImpCasts()) ||
      !Where.fileOf(FD->getLocation()))
    return;
  Body Lone;
  BodyWalker Look(Ctx, Where, Comes, *this, *Where.fileOf(FD->getLocation()), Lone, Where.fileId(FD->getLocation()));
  initialiser(FD, Init, FD->getLocation(), Look.initialiserPlace(Init, false));
}

static bool isTriviallyConstructed(const Expr *Init) {
  auto *Construct = dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit());
  return Construct && Construct->getConstructor()->isTrivial() && Construct->getConstructor()->isDefaultConstructor();
}

/// Before a plain variable at namespace scope a variable of ours can count; elsewhere its initialiser must.
Insertion Definitions::globalPlace(VarDecl *VD, Expr *Init) {
  SourceLocation Begin = VD->getBeginLoc();
  auto *Extern = dyn_cast<LinkageSpecDecl>(VD->getLexicalDeclContext());
  bool IsPlain = VD->getLexicalDeclContext()->isFileContext() && !VD->isInline() && !VD->getTLSKind() &&
                 !VD->getDeclContext()->isDependentContext() && !isa<VarTemplateSpecializationDecl>(VD) &&
                 !VD->getDescribedVarTemplate() && !(Extern && !Extern->hasBraces()) &&
                 !VD->hasAttr<InitPriorityAttr>();
  auto Offset = Where.before(Begin);
  if (!Offset && Heads.contains(Where.expanded(Begin)))
    Offset = Where.offset(Begin);
  if (IsPlain && Offset && Where.startsLine(Begin) && !Where.followsPragma(Begin)) {
    Insertion Out;
    Out.Kind = Form::Global;
    Out.Begin = *Offset;
    return Out;
  }
  Body Lone;
  return BodyWalker(Ctx, Where, Comes, *this, *Where.fileOf(Begin), Lone, Where.fileId(Begin))
      .initialiserPlace(Init, true);
}

/// A variable outside of functions counts where its initialiser runs. What is initialised before anything runs stays
/// so: other initialisers may rely on it.
void Definitions::variable(VarDecl *VD) {
  Expr *Init = VD->getInit();
  if (!Init || !VD->hasGlobalStorage() || VD->isConstexpr() || VD->isLocalVarDecl() || !Ctx.getLangOpts().CPlusPlus ||
      VD->hasAttr<ConstInitAttr>() || isTriviallyConstructed(Init) ||
      isTemplateInstantiation(VD->getTemplateSpecializationKind()) || !Where.fileOf(VD->getBeginLoc()))
    return;
  Constancy Known = constancyOf(VD);
  if (Known == Constancy::Constant || !Seen.insert(VD).second)
    return;
  Insertion Place = globalPlace(VD, Init);
  if (Known == Constancy::Unknown && Place.Kind != Form::Global) {
    Place = Insertion();
    Place.Reason = "an initialiser that may be a constant";
  }
  initialiser(VD, Init, VD->getBeginLoc(), Place);
}

//===----------------------------------------------------------------------===//
// One body, found twice
//===----------------------------------------------------------------------===//

/// Names that macros paste are spelled elsewhere in each unit: only where they stand counts.
static bool isSamePlace(const Site &A, const Site &B) { return A.Kind == B.Kind && A.Order == B.Order; }

static bool isSameSite(const Site &A, const Site &B) { return isSamePlace(A, B) && A.Line == B.Line && A.Run == B.Run; }

static bool isSameRun(const Run &A, const Run &B) {
  return A.NeedsAll == B.NeedsAll && A.Loop == B.Loop && A.Sums == B.Sums;
}

void Body::split() {
  for (Site &S : Sites) {
    if (Runs[S.Run].NeedsAll) {
      Runs[S.Run].Sums.clear();
      continue;
    }
    Runs.emplace_back();
    Runs.back().Places.push_back(S.Own);
    S.Run = Runs.size() - 1;
  }
}

void Body::leaveAlone(const char *Reason) {
  Insertion None;
  None.Reason = Reason;
  Base = Timed = None;
  ThreadEnds.clear();
  for (Site &S : Sites)
    S.Own = S.Start = None;
  for (Run &R : Runs)
    R.Places.assign(1, None);
}

void hpi::unite(Body &Known, Body &&New) {
  bool IsSame = std::equal(Known.Sites.begin(), Known.Sites.end(), New.Sites.begin(), New.Sites.end(), isSameSite) &&
                std::equal(Known.Runs.begin(), Known.Runs.end(), New.Runs.begin(), New.Runs.end(), isSameRun);
  if (IsSame)
    return;
  // Another view of the same text, through other macros: nothing that one view concludes holds in the other.
  Known.split();
  New.split();
  for (Site &S : New.Sites) {
    bool IsNew = llvm::none_of(Known.Sites, [&S](const Site &K) { return isSamePlace(S, K); });
    if (!IsNew)
      continue;
    Known.Runs.push_back(New.Runs[S.Run]);
    S.Run = Known.Runs.size() - 1;
    Known.Sites.push_back(S);
  }
  if (Known.Base.Kind == Form::None)
    Known.Base = New.Base;
}

void Definitions::keep(SourceSites &File, uint64_t Key, Body New) {
  auto [It, IsNew] = File.Bodies.try_emplace(Key);
  if (IsNew)
    It->second = std::move(New);
  else
    unite(It->second, std::move(New));
}
