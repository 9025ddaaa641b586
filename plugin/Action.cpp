//===- Action.cpp - the plugin as Clang sees it ---------------------------===//
//
// Owns: registration, options, and when the plugin has nothing to do. Must not: hold logic.
//
//===----------------------------------------------------------------------===//
#include "Consumer.h"
#include "Passes.h"
#include "Remarks.h"

#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Frontend/MultiplexConsumer.h"

using namespace clang;
using namespace hpi;

namespace {

struct OptionInfo {
  const char *Key, *Values, *Default, *Text;
};
constexpr OptionInfo Known[] = {
#define HPI_PLUGIN_OPTION(Key, Values, Default, Text) {#Key, Values, Default, Text},
#include "PluginOptions.inc"
};

class Action : public PluginASTAction {
public:
  ActionType getActionType() override { return AddBeforeMainAction; }
  bool ParseArgs(const CompilerInstance &CI, const std::vector<std::string> &Args) override;
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef File) override;

private:
  bool fail(const CompilerInstance &CI, const std::string &Text);

  std::map<std::string, std::string> Options;
};

} // namespace

bool Action::fail(const CompilerInstance &CI, const std::string &Text) {
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  Diags.Report(Diags.getCustomDiagID(DiagnosticsEngine::Error, "hpinstr: %0")) << Text;
  return false;
}

/// `a|b` lists the allowed words; capitals stand for any text.
static bool isAllowed(llvm::StringRef Values, llvm::StringRef Value) {
  if (Values.contains_insensitive("PATTERN") || Values == "FILE")
    return true;
  llvm::SmallVector<llvm::StringRef> Words;
  Values.split(Words, '|');
  return llvm::is_contained(Words, Value);
}

/// \returns " (did you mean 'WORD'?)" where one of \p Words is near \p Given.
static std::string suggestion(llvm::StringRef Given, llvm::ArrayRef<llvm::StringRef> Words) {
  llvm::StringRef Best;
  unsigned BestDistance = std::max<unsigned>(2, Given.size() / 3) + 1;
  for (llvm::StringRef Word : Words)
    if (unsigned Distance = Given.edit_distance(Word, true, BestDistance); Distance < BestDistance) {
      Best = Word;
      BestDistance = Distance;
    }
  return Best.empty() || Given.empty() ? "" : " (did you mean '" + Best.str() + "'?)";
}

static std::string keySuggestion(llvm::StringRef Given) {
  llvm::SmallVector<llvm::StringRef> Keys;
  for (const OptionInfo &Info : Known)
    Keys.push_back(Info.Key);
  return suggestion(Given, Keys);
}

static std::string valueSuggestion(llvm::StringRef Given, llvm::StringRef Values) {
  llvm::SmallVector<llvm::StringRef> Words;
  Values.split(Words, '|');
  return suggestion(Given, Words);
}

static std::string knownKeys() {
  std::string Text;
  for (const OptionInfo &Info : Known)
    Text += std::string(Text.empty() ? "" : ", ") + Info.Key + "=" + Info.Values;
  return Text;
}

bool Action::ParseArgs(const CompilerInstance &CI, const std::vector<std::string> &Args) {
  for (const OptionInfo &Info : Known)
    Options[Info.Key] = Info.Default;
  for (llvm::StringRef Arg : Args) {
    auto [Key, Value] = Arg.split('=');
    const auto *Info = llvm::find_if(Known, [K = Key](const OptionInfo &I) { return K == I.Key; });
    if (Info == std::end(Known))
      return fail(CI, "unknown option '" + Key.str() + "'" + keySuggestion(Key) + "; the options are " + knownKeys());
    if (!isAllowed(Info->Values, Value))
      return fail(CI, "option '" + Key.str() + "' is one of " + Info->Values + ", not '" + Value.str() + "'" +
                          valueSuggestion(Value, Info->Values));
    Options[Key.str()] = Value.str();
  }
  return true;
}

/// With -save-temps Clang optimises in a second run, which reads bitcode and no plugins.
static bool optimisesLater(const CodeGenOptions &CodeGen) {
  return CodeGen.DisableLLVMPasses && !CodeGen.SaveTempsFilePrefix.empty();
}

/// Precompiled headers and module interfaces are written without marks; syntax checks need none.
static bool generatesCode(const CompilerInstance &CI) {
  switch (CI.getFrontendOpts().ProgramAction) {
  case frontend::EmitAssembly:
  case frontend::EmitBC:
  case frontend::EmitLLVM:
  case frontend::EmitLLVMOnly:
  case frontend::EmitCodeGenOnly:
  case frontend::EmitObj:
    return !CI.getCodeGenOpts().DisableLLVMPasses || optimisesLater(CI.getCodeGenOpts());
  default:
    return false;
  }
}

/// The same file given twice is loaded once; a second copy of it would count everything again.
static size_t timesLoaded() {
  return llvm::count_if(FrontendPluginRegistry::entries(),
                        [](const auto &Entry) { return Entry.getName() == "hpinstr"; });
}

/// The embedded assembly is for the machine that hpinstr was built on, in AT&T syntax.
static bool takesAssembly(const CompilerInstance &CI) {
  const CodeGenOptions &CodeGen = CI.getCodeGenOpts();
  frontend::ActionKind Kind = CI.getFrontendOpts().ProgramAction;
  return (Kind == frontend::EmitObj || Kind == frontend::EmitAssembly) && !CodeGen.PrepareForLTO &&
         !CodeGen.PrepareForThinLTO && CodeGen.getInlineAsmDialect() == CodeGenOptions::IAD_ATT &&
         CI.getTarget().getTriple().getArch() == llvm::Triple(LLVM_HOST_TRIPLE).getArch();
}

static bool hasOtherHeap(const LangOptions &Language) {
  constexpr SanitizerMask Replacing = SanitizerKind::Address | SanitizerKind::HWAddress | SanitizerKind::Memory |
                                      SanitizerKind::Thread | SanitizerKind::Leak | SanitizerKind::DataFlow;
  return Language.Sanitize.hasOneOf(Replacing);
}

/// Callers are found by unwind tables, where each instruction has them, else by frame pointers; and addresses need a
/// line.
static void keepStacksReadable(CodeGenOptions &CodeGen) {
  if (llvm::UWTableKind(CodeGen.UnwindTables) != llvm::UWTableKind::Async)
    CodeGen.setFramePointer(CodeGenOptions::FramePointerKind::All);
  if (CodeGen.getDebugInfo() != llvm::codegenoptions::NoDebugInfo)
    return;
  CodeGen.setDebugInfo(llvm::codegenoptions::DebugLineTablesOnly);
  CodeGen.DwarfVersion = 5;
}

std::unique_ptr<ASTConsumer> Action::CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) {
  if (!generatesCode(CI))
    return std::make_unique<ASTConsumer>();
  if (!CI.getTarget().getTriple().isOSLinux() || !CI.getTarget().getTriple().isArch64Bit()) {
    fail(CI, "only 64-bit Linux is supported, not " + CI.getTarget().getTriple().str());
    return std::make_unique<ASTConsumer>();
  }
  if (timesLoaded() > 1) {
    fail(CI, "the plugin is loaded from two files; give -fplugin=hpinstr.so once");
    return std::make_unique<ASTConsumer>();
  }
  auto U = std::make_shared<Unit>();
  U->Options = Options;
  U->RuntimeAsAssembly = takesAssembly(CI);
  U->HasNoHeap = CI.getLangOpts().Freestanding;
  U->HasOtherHeap = hasOtherHeap(CI.getLangOpts());
  Filter Selection;
  if (std::string Error = Selection.open(Options); !Error.empty()) {
    fail(CI, Error);
    return std::make_unique<ASTConsumer>();
  }
  CI.getCodeGenOpts().PassBuilderCallbacks.push_back([U](llvm::PassBuilder &PB) { registerPasses(PB, U); });
  if (optimisesLater(CI.getCodeGenOpts()))
    CI.getCodeGenOpts().DisableLLVMPasses = false;
  if (U->wanted())
    keepStacksReadable(CI.getCodeGenOpts());
  auto Says = std::make_unique<Remarks>(CI, *U);
  Selection.tell([To = Says.get()](const FunctionDecl *FD, HpiSkipReason Reason) { To->skipped(FD, Reason); });
  std::vector<std::unique_ptr<ASTConsumer>> Both;
  Both.push_back(std::make_unique<Consumer>(CI, *U, std::move(Selection)));
  Both.push_back(std::move(Says));
  return std::make_unique<MultiplexConsumer>(std::move(Both));
}

static FrontendPluginRegistry::Add<Action> Registration("hpinstr", "exact hits, time and allocations for each line");
