//===- Filter.cpp - which functions get probes ----------------------------===//
#include "Filter.h"

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;
using namespace hpi;

/// True where \p FD or what it stands in has the annotation \p Text.
static bool isAnnotated(const FunctionDecl *FD, llvm::StringRef Text) {
  for (const Decl *D = FD; D; D = dyn_cast_or_null<Decl>(D->getDeclContext()))
    for (const auto *Note : D->specific_attrs<AnnotateAttr>())
      if (Note->getAnnotation() == Text)
        return true;
  return false;
}

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
  if (Error.empty())
    Error = openList(Options, "deny", Deny);
  return Error.empty() ? openTimed(Options) : Error;
}

/// Patterns choose functions; without any, time=exact is for all.
std::string Filter::openTimed(const std::map<std::string, std::string> &Options) {
  auto Time = Options.find("time"), Names = Options.find("functions");
  TimesNone = Time != Options.end() && Time->second == "none";
  llvm::SmallVector<llvm::StringRef> Words;
  TimedText = std::make_unique<std::string>(Names == Options.end() ? "" : Names->second);
  llvm::StringRef(*TimedText).split(Words, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Word : Words) {
    llvm::Expected<llvm::GlobPattern> Pattern = llvm::GlobPattern::create(Word);
    if (!Pattern)
      return "functions: '" + Word.str() + "': " + llvm::toString(Pattern.takeError());
    Timed.push_back(std::move(*Pattern));
  }
  TimesAll = Timed.empty() && Time != Options.end() && Time->second == "exact";
  return "";
}

bool Filter::isTimed(const FunctionDecl *FD, llvm::StringRef Linkage) const {
  if (TimesNone || FD->isDependentContext())
    return false;
  if (TimesAll || isAnnotated(FD, "hpinstr::profile"))
    return true;
  std::string Name = FD->getNameAsString(), Qualified = FD->getQualifiedNameAsString();
  return llvm::any_of(Timed, [&](const llvm::GlobPattern &Pattern) {
    return Pattern.match(Qualified) || Pattern.match(Name) || Pattern.match(Linkage);
  });
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

std::optional<HpiSkipReason> Filter::reason(const FunctionDecl *FD, llvm::StringRef Linkage,
                                            const SourceLines &Lines) const {
  if (isOutOfSight(FD->getLocation(), Lines))
    return HPI_SKIP_SYSTEM_HEADER;
  if (FD->hasAttr<NakedAttr>())
    return HPI_SKIP_NAKED;
  if (FD->hasAttr<NoProfileFunctionAttr>())
    return HPI_SKIP_NO_PROFILE;
  if (isAnnotated(FD, "hpinstr::off"))
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
