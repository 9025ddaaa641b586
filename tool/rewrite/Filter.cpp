//===- Filter.cpp - which functions get probes ----------------------------===//
#include "Filter.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Stmt.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;
using namespace hpi;

static std::string openList(const std::string &Path, const char *Option, std::unique_ptr<llvm::SpecialCaseList> &List) {
  if (Path.empty())
    return "";
  std::string Error;
  List = llvm::SpecialCaseList::create({Path}, *llvm::vfs::getRealFileSystem(), Error);
  return List ? "" : std::string(Option) + ": " + Error;
}

std::string Filter::open(const std::string &AllowPath, const std::string &DenyPath, const std::string &Times) {
  std::string Error = openList(AllowPath, "--allow", Allow);
  if (Error.empty())
    Error = openList(DenyPath, "--deny", Deny);
  llvm::SmallVector<llvm::StringRef> Words;
  TimedText = Times;
  llvm::StringRef(TimedText).split(Words, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Word : Words) {
    llvm::Expected<llvm::GlobPattern> Pattern = llvm::GlobPattern::create(Word);
    if (!Pattern)
      return "--times: '" + Word.str() + "': " + llvm::toString(Pattern.takeError());
    Timed.push_back(std::move(*Pattern));
  }
  return Error;
}

bool Filter::skipsFile(llvm::StringRef Path) const {
  return (Deny && Deny->inSection("hpinstr", "src", Path)) || (Allow && !Allow->inSection("hpinstr", "src", Path));
}

static bool isListed(const llvm::SpecialCaseList &List, const FunctionDecl *FD, llvm::StringRef Linkage,
                     llvm::StringRef Path) {
  return List.inSection("hpinstr", "src", Path) || List.inSection("hpinstr", "fun", Linkage) ||
         List.inSection("hpinstr", "fun", FD->getQualifiedNameAsString());
}

/// True where \p FD or what it stands in is annotated `hpinstr::off`.
static bool isAnnotatedOff(const FunctionDecl *FD) {
  for (const Decl *D = FD; D; D = dyn_cast_or_null<Decl>(D->getDeclContext()))
    for (const auto *Note : D->specific_attrs<AnnotateAttr>())
      if (Note->getAnnotation() == "hpinstr::off")
        return true;
  return false;
}

/// A probe at the top of the body needs a frame of the function's own, and code that is not evaluated by the compiler.
static bool canBeTimed(const FunctionDecl *FD) {
  auto *Method = dyn_cast<CXXMethodDecl>(FD);
  return isa<CompoundStmt>(FD->getBody()) && !FD->isConstexpr() && !(Method && Method->getParent()->isLambda()) &&
         !FD->hasAttr<AlwaysInlineAttr>() && !FD->hasAttr<GNUInlineAttr>();
}

bool Filter::isTimed(const FunctionDecl *FD, llvm::StringRef Linkage) const {
  if (!canBeTimed(FD))
    return false;
  if (llvm::any_of(FD->specific_attrs<AnnotateAttr>(),
                   [](const AnnotateAttr *Note) { return Note->getAnnotation() == "hpinstr::profile"; }))
    return true;
  std::string Name = FD->getNameAsString(), Qualified = FD->getQualifiedNameAsString();
  return llvm::any_of(Timed, [&](const llvm::GlobPattern &Pattern) {
    return Pattern.match(Qualified) || Pattern.match(Name) || Pattern.match(Linkage);
  });
}

std::optional<HpiSkipReason> Filter::reasonToSkip(const FunctionDecl *FD, llvm::StringRef Linkage,
                                                  llvm::StringRef Path) const {
  if (FD->hasAttr<NakedAttr>())
    return HPI_SKIP_NAKED;
  if (FD->hasAttr<NoProfileFunctionAttr>())
    return HPI_SKIP_NO_PROFILE;
  if (isAnnotatedOff(FD))
    return HPI_SKIP_ANNOTATED;
  if (Deny && isListed(*Deny, FD, Linkage, Path))
    return HPI_SKIP_DENIED;
  if (Allow && !isListed(*Allow, FD, Linkage, Path))
    return HPI_SKIP_NOT_ALLOWED;
  return std::nullopt;
}
