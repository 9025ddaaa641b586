//===- Remarks.cpp - -Rpass=hpinstr and -Rpass-missed=hpinstr -------------===//
#include "Remarks.h"

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "llvm/Demangle/Demangle.h"

using namespace clang;
using namespace hpi;

static const char *reasonText(HpiSkipReason Reason) {
  switch (Reason) {
#define HPI_SKIP(Name, Value, Text)                                                                                    \
  case HPI_SKIP_##Name:                                                                                                \
    return Text;
#include "hpinstr/SkipReasons.inc"
  }
  return "";
}

Remarks::Remarks(CompilerInstance &CI, const Unit &U)
    : CI(CI), U(U), WantsDone(CI.getCodeGenOpts().OptimizationRemark.patternMatches("hpinstr")),
      WantsMissed(CI.getCodeGenOpts().OptimizationRemarkMissed.patternMatches("hpinstr")) {}

void Remarks::say(unsigned Id, SourceLocation Loc, const std::string &Text) {
  CI.getDiagnostics().Report(Loc, Id) << AddFlagValue("hpinstr") << Text;
}

void Remarks::skipped(const FunctionDecl *FD, HpiSkipReason Reason) {
  if (WantsMissed && !FD->isDependentContext())
    say(diag::remark_fe_backend_optimization_remark_missed, FD->getLocation(),
        "no probes in '" + FD->getQualifiedNameAsString() + "': " + reasonText(Reason));
}

bool Remarks::HandleTopLevelDecl(DeclGroupRef Group) {
  SourceManager &SM = CI.getSourceManager();
  for (const Decl *D : Group) {
    const auto *FD = dyn_cast<FunctionDecl>(D);
    if (!FD)
      continue;
    if (const auto *IFunc = FD->getAttr<IFuncAttr>())
      Resolvers.insert(IFunc->getResolver());
    if (WantsMissed && FD->doesThisDeclarationHaveABody() && SM.isInSystemHeader(SM.getExpansionLoc(FD->getLocation())))
      OfSystem.push_back(FD);
  }
  return true;
}

void Remarks::instrumented() {
  std::vector<unsigned> Counted(U.Table.Functions.size());
  for (unsigned I = 0; I < U.Table.Sites.size(); ++I)
    if (int Function = U.Table.Sites[I].Function; Function >= 0 && U.Table.isCounted(I))
      ++Counted[Function];
  for (unsigned I = 0; I < Counted.size(); ++I) {
    const FunctionRecord &Function = U.Table.Functions[I];
    if (Function.Entry < 0 || U.Table.Sites[Function.Entry].IsPattern)
      continue;
    SourceLocation Loc = SourceLocation::getFromRawEncoding(U.Table.Sites[Function.Entry].Expansion);
    std::string Name = Function.Linkage.empty() ? Function.Name : llvm::demangle(Function.Linkage);
    if (!Resolvers.count(Function.Linkage))
      say(diag::remark_fe_backend_optimization_remark, Loc, "probes in '" + Name + "': " + std::to_string(Counted[I]));
  }
}

/// One remark for all, as Clang shows none inside of system headers.
void Remarks::systemHeaders(SourceManager &SM) {
  size_t Used = llvm::count_if(OfSystem, [](const FunctionDecl *FD) { return FD->isUsed(); });
  auto Option = U.Options.find("system-headers");
  if (Used && (Option == U.Options.end() || Option->second != "on"))
    say(diag::remark_fe_backend_optimization_remark_missed, SM.getLocForStartOfFile(SM.getMainFileID()),
        "no probes in functions of system headers: " + std::to_string(Used) +
            " are used here; -fplugin-arg-hpinstr-system-headers=on puts them in");
}

void Remarks::HandleTranslationUnit(ASTContext &Ctx) {
  if (WantsDone)
    instrumented();
  if (!WantsMissed)
    return;
  for (const FunctionRecord &Function : U.Table.Functions)
    if (Function.Entry >= 0 && Resolvers.count(Function.Linkage))
      say(diag::remark_fe_backend_optimization_remark_missed,
          SourceLocation::getFromRawEncoding(U.Table.Sites[Function.Entry].Expansion),
          "no probes in '" + Function.Linkage + "': " + reasonText(HPI_SKIP_IFUNC));
  systemHeaders(Ctx.getSourceManager());
}
