//===- Filter.cpp - which functions get probes ----------------------------===//
#include "Filter.h"

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;
using namespace hpi;

static std::string openList(const std::map<std::string, std::string> &Options, const char *Key,
                            std::unique_ptr<llvm::SpecialCaseList> &List) {
  auto It = Options.find(Key);
  if (It == Options.end() || It->second.empty())
    return "";
  std::string Error;
  List = llvm::SpecialCaseList::create({It->second}, *llvm::vfs::getRealFileSystem(), Error);
  return List ? "" : std::string(Key) + ": " + Error;
}

std::string Filter::open(const std::map<std::string, std::string> &Options) {
  auto System = Options.find("system-headers");
  SystemHeaders = System != Options.end() && System->second == "on";
  std::string Error = openList(Options, "allow", Allow);
  return Error.empty() ? openList(Options, "deny", Deny) : Error;
}

bool Filter::listed(const llvm::SpecialCaseList &List, const FunctionDecl *FD, llvm::StringRef Linkage,
                    llvm::StringRef Path) const {
  return List.inSection("hpinstr", "src", Path) || List.inSection("hpinstr", "fun", Linkage) ||
         (FD && List.inSection("hpinstr", "fun", FD->getQualifiedNameAsString()));
}

bool Filter::skipsFile(SourceLocation Loc, const SourceLines &Lines) const {
  if (isOutOfSight(Loc, Lines))
    return true;
  if (!Allow && !Deny)
    return false;
  std::string Path = Lines.path(Loc);
  return (Deny && Deny->inSection("hpinstr", "src", Path)) || (Allow && !Allow->inSection("hpinstr", "src", Path));
}

/// True where \p FD or what it stands in is annotated `hpinstr::off`.
static bool isAnnotatedOff(const FunctionDecl *FD) {
  for (const Decl *D = FD; D; D = dyn_cast_or_null<Decl>(D->getDeclContext()))
    for (const auto *Note : D->specific_attrs<AnnotateAttr>())
      if (Note->getAnnotation() == "hpinstr::off")
        return true;
  return false;
}

std::optional<HpiSkipReason> Filter::reason(const FunctionDecl *FD, llvm::StringRef Linkage,
                                            const SourceLines &Lines) const {
  if (isOutOfSight(FD->getLocation(), Lines))
    return HPI_SKIP_SYSTEM_HEADER;
  if (FD->hasAttr<NakedAttr>())
    return HPI_SKIP_NAKED;
  if (FD->hasAttr<NoProfileFunctionAttr>())
    return HPI_SKIP_NO_PROFILE;
  if (isAnnotatedOff(FD))
    return HPI_SKIP_ANNOTATED;
  if (!Allow && !Deny)
    return std::nullopt;
  std::string Path = Lines.path(FD->getLocation());
  if (Deny && listed(*Deny, FD, Linkage, Path))
    return HPI_SKIP_DENIED;
  if (Allow && !listed(*Allow, FD, Linkage, Path))
    return HPI_SKIP_NOT_ALLOWED;
  return std::nullopt;
}

std::optional<HpiSkipReason> Filter::reasonToSkip(const FunctionDecl *FD, llvm::StringRef Linkage,
                                                  const SourceLines &Lines) const {
  std::optional<HpiSkipReason> Reason = reason(FD, Linkage, Lines);
  if (Reason && Told)
    Told(FD, *Reason);
  return Reason;
}
