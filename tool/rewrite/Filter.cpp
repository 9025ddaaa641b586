//===- Filter.cpp - which functions get probes ----------------------------===//
#include "Filter.h"

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
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

std::string Filter::open(const std::string &AllowPath, const std::string &DenyPath) {
  std::string Error = openList(AllowPath, "--allow", Allow);
  return Error.empty() ? openList(DenyPath, "--deny", Deny) : Error;
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
