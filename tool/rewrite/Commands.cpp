//===- Commands.cpp - what is to be rewritten, and how it is compiled -----===//
#include "Commands.h"

#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace llvm;
using namespace hpi;
using clang::tooling::CompileCommand;

/// Absolute and without links, as far as it exists.
static std::string realPath(StringRef Path) {
  SmallString<256> Real, Absolute(Path);
  if (!sys::fs::real_path(Path, Real))
    return std::string(Real);
  (void)sys::fs::make_absolute(Absolute);
  sys::path::remove_dots(Absolute, true);
  SmallString<256> Parent;
  if (!sys::fs::real_path(sys::path::parent_path(Absolute), Parent)) {
    sys::path::append(Parent, sys::path::filename(Absolute));
    return std::string(Parent);
  }
  return std::string(Absolute);
}

bool hpi::holds(StringRef Folder, StringRef Path) {
  return !Folder.empty() && Path.consume_front(Folder) && (Path.empty() || Path.starts_with("/"));
}

static std::string sourceOf(const CompileCommand &Command) {
  SmallString<256> Path(Command.Filename);
  sys::path::make_absolute(Command.Directory, Path);
  return realPath(Path);
}

/// What \p Command writes, empty where it does not say it.
static std::string objectOf(const CompileCommand &Command) {
  SmallString<256> Path(Command.Output);
  for (size_t I = 0; Path.empty() && I + 1 < Command.CommandLine.size(); ++I)
    if (Command.CommandLine[I] == "-o")
      Path = Command.CommandLine[I + 1];
  if (Path.empty() && is_contained(Command.CommandLine, "-c"))
    Path = (sys::path::stem(Command.Filename) + ".o").str();
  if (!Path.empty())
    sys::path::make_absolute(Command.Directory, Path);
  return Path.empty() ? std::string() : realPath(Path);
}

static Error failed(const Twine &Text) { return createStringError(inconvertibleErrorCode(), Text); }

static Error loadDatabase(const Options &Given, Commands &Out) {
  std::string Path = Given.BuildDir + "/compile_commands.json", Message;
  auto Database = clang::tooling::JSONCompilationDatabase::loadFromFile(
      Path, Message, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return failed(Path + ": expected compile commands, found: " + StringRef(Message).trim() +
                  "; make it with cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON or `bear -- make`");
  std::unique_ptr<clang::tooling::CompilationDatabase> Expanded =
      clang::tooling::expandResponseFiles(std::move(Database), vfs::getRealFileSystem());
  Out.List = Expanded->getAllCompileCommands();
  erase_if(Out.List, [](const CompileCommand &C) {
    StringRef Ending = sys::path::extension(C.Filename);
    return Ending == ".s" || Ending == ".S" || Ending == ".asm" || Ending == ".o";
  });
  return Error::success();
}

static Error makeCommands(const Options &Given, Commands &Out) {
  SmallString<256> Directory;
  if (std::error_code Code = sys::fs::current_path(Directory))
    return errorCodeToError(Code);
  for (const std::string &Path : Given.Paths) {
    if (!sys::fs::exists(Path))
      return failed(Path + ": expected a source file, found nothing there; see its name");
    std::vector<std::string> Line{StringRef(Path).ends_with(".c") ? "clang" : "clang++"};
    Line.insert(Line.end(), Given.Flags.begin(), Given.Flags.end());
    Line.insert(Line.end(), {"-c", Path});
    Out.List.emplace_back(Directory, Path, Line, "");
  }
  return Error::success();
}

/// Keeps the commands of the files and folders given, where any are.
static Error choose(const Options &Given, Commands &Out) {
  std::vector<std::string> Wanted;
  for (const std::string &Path : Given.Paths)
    Wanted.push_back(realPath(Path));
  for (size_t I = 0; I != Wanted.size(); ++I)
    if (none_of(Out.List, [&](const CompileCommand &C) { return holds(Wanted[I], sourceOf(C)); }))
      return failed(Given.Paths[I] +
                    ": expected a source that is compiled, found none in the compile commands; see -p");
  if (!Wanted.empty())
    erase_if(Out.List, [&](const CompileCommand &C) {
      return none_of(Wanted, [&](const std::string &W) { return holds(W, sourceOf(C)); });
    });
  return Out.List.empty() ? failed("expected sources to rewrite, found none; see -p") : Error::success();
}

/// The innermost folder that holds all sources, without those that the build made.
static std::string commonFolder(const Commands &All) {
  std::string Common;
  for (const CompileCommand &C : All.List) {
    std::string Source = sourceOf(C);
    bool IsMade = !All.BuildDir.empty() && holds(All.BuildDir, Source);
    std::string Folder = sys::path::parent_path(Source).str();
    if (Common.empty() && !IsMade)
      Common = Folder;
    while (!IsMade && Common.size() > 1 && !holds(Common, Folder))
      Common = sys::path::parent_path(Common).str();
  }
  return Common.empty() ? All.BuildDir : Common;
}

Expected<Commands> hpi::findCommands(const Options &Given) {
  Commands Out;
  if (Error E = Given.HasFlags ? makeCommands(Given, Out) : loadDatabase(Given, Out))
    return std::move(E);
  if (!Given.BuildDir.empty())
    Out.BuildDir = realPath(Given.BuildDir);
  for (const CompileCommand &C : Out.List)
    Out.Products.insert(objectOf(C));
  Out.Root = Given.Root.empty() ? commonFolder(Out) : realPath(Given.Root);
  if (Error E = choose(Given, Out))
    return std::move(E);
  if (!sys::fs::is_directory(Out.Root))
    return failed(Out.Root + ": expected the folder of the sources, found none; see --root");
  if (Given.InPlace)
    Out.Out = Out.Root;
  else if (!Given.OutTree.empty())
    Out.Out = realPath(Given.OutTree);
  if (!Given.InPlace && Out.Out == Out.Root)
    return failed(Given.OutTree + ": expected a folder of its own, found the source tree; take --in-place or another");
  return Out;
}
