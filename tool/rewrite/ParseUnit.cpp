//===- ParseUnit.cpp - one translation unit through Clang's front end -----===//
#include "ParseUnit.h"
#include "Conditions.h"
#include "Definitions.h"

#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/Sema.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace hpi;

namespace {

struct Job {
  const tooling::CompileCommand &Command;
  const Selection &Files;
  const Filter &Functions;
  ParsedUnit &Out;
};

bool wants(void *Context, llvm::StringRef Path) { return static_cast<Job *>(Context)->Files.wants(Path); }

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &CI, Job &J) : CI(CI), J(J) {
    CI.getPreprocessor().addPPCallbacks(Groups.recorder(CI.getPreprocessor()));
  }
  void HandleTranslationUnit(ASTContext &Ctx) override {
    if (CI.getDiagnostics().hasUncompilableErrorOccurred())
      return;
    Places Where(Ctx.getSourceManager(), Ctx.getLangOpts(), J.Command.Directory, J.Out.Sites, Groups, wants, &J);
    Definitions(Ctx, Where, J.Functions).walkUnit();
    listFiles(Ctx.getSourceManager());
    J.Out.IsGood = true;
  }

private:
  void listFiles(SourceManager &SM) {
    for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It) {
      llvm::SmallString<256> Path(It->first.getName());
      llvm::sys::path::make_absolute(J.Command.Directory, Path);
      if (auto Buffer = SM.getMemoryBufferForFileOrNone(It->first))
        J.Out.Included[std::string(Path)] = llvm::xxh3_64bits(Buffer->getBuffer());
    }
  }

  CompilerInstance &CI;
  Job &J;
  Conditions Groups;
};

class Action : public ASTFrontendAction {
public:
  explicit Action(Job &J) : J(J) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override {
    return std::make_unique<Consumer>(CI, J);
  }

private:
  Job &J;
};

class Factory : public tooling::FrontendActionFactory {
public:
  explicit Factory(Job &J) : J(J) {}
  std::unique_ptr<FrontendAction> create() override { return std::make_unique<Action>(J); }

private:
  Job &J;
};

/// The command itself, whatever file it is asked for.
class OneCommand : public tooling::CompilationDatabase {
public:
  explicit OneCommand(tooling::CompileCommand Command) : Command(std::move(Command)) {}
  std::vector<tooling::CompileCommand> getCompileCommands(llvm::StringRef) const override { return {Command}; }

private:
  tooling::CompileCommand Command;
};

} // namespace

/// The argument that the driver does not know, empty for none: other compilers have flags of their own.
static std::string unknownArgument(llvm::StringRef Diagnostics) {
  for (llvm::StringRef Sign : {"unknown argument: '", "unknown argument '", "unsupported option '"}) {
    size_t At = Diagnostics.find(Sign);
    if (At != llvm::StringRef::npos)
      return Diagnostics.substr(At + Sign.size()).take_until([](char C) { return C == '\''; }).str();
  }
  return "";
}

static std::string runOnce(const tooling::CompileCommand &Command, Job &J) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  DiagnosticOptions Options;
  Options.ShowColors = false;
  TextDiagnosticPrinter Printer(OS, Options);
  OneCommand Database(Command);
  tooling::ClangTool Tool(Database, {Command.Filename}, std::make_shared<PCHContainerOperations>(),
                          llvm::vfs::createPhysicalFileSystem());
  Tool.setDiagnosticConsumer(&Printer);
  Tool.setPrintErrorMessage(false);
  Tool.appendArgumentsAdjuster(tooling::getInsertArgumentAdjuster(
      {"-w", "-Wno-error", "-resource-dir=" HPI_CLANG_RESOURCE_DIR, "-fno-caret-diagnostics"},
      tooling::ArgumentInsertPosition::END));
  Factory Make(J);
  Tool.run(&Make);
  return Text;
}

/// Flags that make Clang pass for GCC; the C library then leaves GCC's types to the compiler.
static std::vector<std::string> disguise(llvm::StringRef GnuVersion, bool IsC) {
  std::vector<std::string> Flags{"-fgnuc-version=" + GnuVersion.str()};
  if (IsC)
    for (const char *Type :
         {"_Float32=float", "_Float64=double", "_Float32x=double", "_Float64x=long double", "_Float128=__float128"})
      Flags.push_back("-D" + std::string(Type));
  return Flags;
}

/// Leaves out arguments that the driver does not know, one by one.
static void parseWith(tooling::CompileCommand Command, Job &J) {
  for (unsigned Tries = 0; Tries != 32; ++Tries) {
    J.Out.Sites.Files.clear();
    J.Out.Included.clear();
    J.Out.Diagnostics = runOnce(Command, J);
    std::string Unknown = unknownArgument(J.Out.Diagnostics);
    auto It = llvm::find(Command.CommandLine, Unknown);
    if (J.Out.IsGood || Unknown.empty() || It == Command.CommandLine.end())
      return;
    Command.CommandLine.erase(It);
  }
}

ParsedUnit hpi::parseUnit(const tooling::CompileCommand &Command, llvm::StringRef GnuVersion, const Selection &Files,
                          const Filter &Functions) {
  ParsedUnit Out;
  if (!llvm::sys::fs::is_directory(Command.Directory)) {
    Out.Diagnostics = Command.Directory + ": expected the folder that it is compiled in, found none; build there first";
    return Out;
  }
  llvm::SmallString<256> Source(Command.Filename);
  llvm::sys::path::make_absolute(Command.Directory, Source);
  if (!llvm::sys::fs::exists(Source)) {
    Out.Diagnostics = "no such file; make the compile commands again where it is gone for good";
    return Out;
  }
  Job J{Command, Files, Functions, Out};
  if (!GnuVersion.empty()) {
    tooling::CompileCommand Disguised = Command;
    for (const std::string &Flag : disguise(GnuVersion, llvm::StringRef(Command.Filename).ends_with(".c")))
      Disguised.CommandLine.insert(Disguised.CommandLine.begin() + 1, Flag);
    parseWith(Disguised, J);
  }
  if (!Out.IsGood)
    parseWith(Command, J);
  return Out;
}
