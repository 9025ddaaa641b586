//===- Consumer.cpp - walks a translation unit and marks its functions ----===//
#include "Consumer.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MD5.h"
#include <set>

using namespace clang;
using namespace hpi;

Consumer::Consumer(CompilerInstance &CI, Unit &U, Filter Selection) : CI(CI), U(U), Selection(std::move(Selection)) {}

/// Precompiled headers bring declarations before there is a Sema, and AST files never tell of theirs.
void Consumer::Initialize(ASTContext &Ctx) {
  SourceManager &SM = Ctx.getSourceManager();
  Lines = std::make_unique<SourceLines>(SM, CI.getCodeGenOpts(), U.Table);
  Names = std::make_unique<ASTNameGenerator>(Ctx);
  U.Table.Producer = getClangFullVersion();
  U.Table.Options = U.optionText();
  if (auto Main = SM.getFileEntryRefForID(SM.getMainFileID()))
    U.Table.MainFile = Lines->path(SM.getLocForStartOfFile(SM.getMainFileID()));
  U.MarkSuffix = llvm::utohexstr(llvm::MD5Hash(U.Table.MainFile));
  Marks = std::make_unique<MarkBuilder>(Ctx, U.MarkSuffix);
}

//===----------------------------------------------------------------------===//
// Finding definitions
//===----------------------------------------------------------------------===//

bool Consumer::HandleTopLevelDecl(DeclGroupRef Group) {
  for (Decl *D : Group)
    found(D);
  drain();
  return true;
}

void Consumer::HandleInlineFunctionDefinition(FunctionDecl *FD) {
  function(FD);
  drain();
}

void Consumer::HandleCXXStaticMemberVarInstantiation(VarDecl *VD) {
  variable(VD);
  drain();
}

void Consumer::found(Decl *D) {
  if (Selection.isOutOfSight(D->getLocation(), *Lines))
    return;
  if (auto *FD = dyn_cast<FunctionDecl>(D))
    return function(FD);
  if (auto *Template = dyn_cast<FunctionTemplateDecl>(D))
    return functionTemplate(Template);
  if (auto *Template = dyn_cast<ClassTemplateDecl>(D))
    return classTemplate(Template);
  if (auto *Template = dyn_cast<VarTemplateDecl>(D))
    return variableTemplate(Template);
  if (auto *Field = dyn_cast<FieldDecl>(D)) {
    fieldSite(Field);
    return;
  }
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

void Consumer::context(DeclContext *DC) {
  if (auto *Record = dyn_cast<CXXRecordDecl>(DC))
    if (!Record->isThisDeclarationADefinition())
      return;
  if (!Walking.insert(DC).second)
    return;
  for (Decl *D : DC->noload_decls())
    found(D);
  Walking.erase(DC);
}

/// The pattern is read for its lines, which show 0 where no instantiation runs them.
void Consumer::functionTemplate(FunctionTemplateDecl *Template) {
  function(Template->getTemplatedDecl());
  for (FunctionDecl *FD : Template->specializations())
    function(FD);
}

void Consumer::classTemplate(ClassTemplateDecl *Template) {
  context(Template->getTemplatedDecl());
  for (ClassTemplateSpecializationDecl *Instance : Template->specializations())
    context(Instance);
}

/// A function that counts is neither pure nor const: calls that the compiler left out would be missed.
static void dropPurity(FunctionDecl *FD) { FD->dropAttrs<PureAttr, ConstAttr>(); }

void Consumer::function(FunctionDecl *FD) {
  dropPurity(FD);
  const FunctionDecl *Definition = nullptr;
  if (!FD->doesThisDeclarationHaveABody() && !(FD->isFromASTFile() && FD->hasBody(Definition)))
    return;
  if (Definition)
    FD = const_cast<FunctionDecl *>(Definition);
  if (FD->isLateTemplateParsed() || FD->isInvalidDecl() || FD->isConsteval() || !Seen.insert(FD).second)
    return;
  Waiting.push_back(FD);
}

/// A lambda's body may name further functions while its parent is being marked: they wait here.
void Consumer::drain() {
  if (Draining)
    return;
  Draining = true;
  while (!Waiting.empty()) {
    FunctionDecl *FD = Waiting.back();
    Waiting.pop_back();
    markFunction(FD);
  }
  Draining = false;
}

//===----------------------------------------------------------------------===//
// Marking them
//===----------------------------------------------------------------------===//

std::string Consumer::linkageName(FunctionDecl *FD) {
  return FD->isDependentContext() ? std::string() : Names->getName(FD);
}

void Consumer::skip(FunctionDecl *FD, llvm::StringRef Linkage, HpiSkipReason Reason) {
  SiteRecord Place;
  Lines->place(Place, FD->getLocation());
  U.Table.Skipped.push_back(
      {Linkage.empty() ? FD->getQualifiedNameAsString() : Linkage.str(), Place.File, Place.Line, Reason});
}

int Consumer::addFunction(FunctionDecl *FD, std::string Linkage) {
  SiteRecord Place;
  if (!Lines->place(Place, FD->getLocation()))
    return -1;
  FunctionRecord Record;
  Record.Linkage = std::move(Linkage);
  if (Record.Linkage.empty())
    Record.Name = FD->getQualifiedNameAsString();
  Record.File = Place.File;
  Record.Line = Place.Line;
  Record.Column = Place.Column;
  Record.EndLine = std::max(Lines->line(FD->getBodyRBrace()), Place.Line);
  auto *Method = dyn_cast<CXXMethodDecl>(FD);
  if (Method && Method->getParent()->isLambda())
    Record.Flags |= HPI_FUNC_LAMBDA;
  if (FD->isDependentContext())
    Record.Flags |= HPI_FUNC_PATTERN;
  else if (FD->isTemplateInstantiation())
    Record.Flags |= HPI_FUNC_INSTANCE;
  if (!FD->isExternallyVisible())
    Record.Flags |= HPI_FUNC_LOCAL;
  if (Selection.isTimed(FD, Record.Linkage))
    Record.Flags |= HPI_FUNC_TIMED;
  U.Table.Functions.push_back(std::move(Record));
  return U.Table.Functions.size() - 1;
}

int Consumer::addEntrySite(FunctionDecl *FD, int Function) {
  SiteRecord Site;
  if (!Lines->place(Site, FD->getLocation()))
    return -1;
  Site.Function = Function;
  Site.Kind = HPI_SITE_FUNC;
  Site.IsLine = true;
  Site.IsPattern = FD->isDependentContext();
  Site.Body = U.Table.NumBodies++;
  U.Table.Sites.push_back(std::move(Site));
  return U.Table.Functions[Function].Entry = U.Table.Sites.size() - 1;
}

void Consumer::markFunction(FunctionDecl *FD) {
  if (Selection.isOutOfSight(FD->getLocation(), *Lines))
    return;
  auto *Method = dyn_cast<CXXMethodDecl>(FD);
  if (FD->isDefaulted() || (FD->isImplicit() && !(Method && Method->getParent()->isLambda()))) {
    if (auto *Ctor = dyn_cast<CXXConstructorDecl>(FD))
      marker(FD, -1, true).memberInitialisers(Ctor);
    return;
  }
  if (!FD->getBody() || !isa<CompoundStmt, CXXTryStmt, CoroutineBodyStmt>(FD->getBody()))
    return;
  std::string Linkage = linkageName(FD);
  if (auto Reason = Selection.reasonToSkip(FD, Linkage, *Lines))
    return skip(FD, Linkage, *Reason);
  int Function = addFunction(FD, std::move(Linkage));
  if (Function < 0)
    return;
  int Entry = addEntrySite(FD, Function);
  marker(FD, Function, FD->isConstexpr()).markFunction(FD, Entry);
}

/// Templates' patterns are read, not marked: their instantiations are made from them.
BodyMarker Consumer::marker(const Decl *D, int Function, bool MayEvaluate) {
  auto *Context = dyn_cast<DeclContext>(D);
  auto *Variable = dyn_cast<VarDecl>(D);
  bool IsPattern = Variable ? isPattern(Variable) : (Context ? Context : D->getDeclContext())->isDependentContext();
  return BodyMarker(D->getASTContext(), U.Table, *Lines, IsPattern ? nullptr : Marks.get(), *this, Function,
                    MayEvaluate);
}

/// A default member initialiser runs in every constructor that does not override it, and in aggregates.
int Consumer::fieldSite(FieldDecl *FD) {
  Expr *Init = FD->hasInClassInitializer() ? FD->getInClassInitializer() : nullptr;
  if (!Init || Selection.skipsFile(FD->getLocation(), *Lines) || isa<StringLiteral>(Init->IgnoreParenImpCasts()))
    return -1;
  auto [It, IsNew] = FieldSites.try_emplace(FD, -1);
  if (!IsNew)
    return It->second;
  int Site = -1;
  Expr *Marked = marker(FD, -1, true).markInitialiser(Init, FD->getLocation(), &Site);
  if (Marked != Init)
    FD->setInClassInitializer(Marked);
  return FieldSites[FD] = Site;
}

//===----------------------------------------------------------------------===//
// The end of the unit
//===----------------------------------------------------------------------===//

/// Functions of a precompiled header that nothing uses: found by file, so that system headers stay on disk.
void Consumer::headerFunctions() {
  ExternalASTSource *Source = CI.getASTContext().getExternalSource();
  SourceManager &SM = Lines->sources();
  if (!Source)
    return;
  for (unsigned I = 0, E = SM.loaded_sloc_entry_size(); I != E; ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLoadedSLocEntry(I);
    if (!Entry.isFile() || Selection.isOutOfSight(SourceLocation::getFromRawEncoding(Entry.getOffset()), *Lines))
      continue;
    FileID File = SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset()));
    llvm::SmallVector<Decl *> Decls;
    Source->FindFileRegionDecls(File, 0, SM.getFileIDSize(File), Decls);
    for (Decl *D : Decls)
      found(D);
  }
}

void Consumer::HandleTranslationUnit(ASTContext &Ctx) {
  context(Ctx.getTranslationUnitDecl());
  headerFunctions();
  patternVariables();
  drain();
  U.Table.chooseLineSites();
  U.Table.closeFunctions();
  U.Table.dropUncountedBranches();
  Module *Named = Ctx.getCurrentNamedModule();
  U.IsImported = Named && Named->isInterfaceOrPartition();
}
