//===- Commands.h - what is to be rewritten, and how it is compiled -------===//
//
// Owns: compile commands, and the folders that follow from them. Must not: parse sources.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_COMMANDS_H
#define HPINSTR_TOOL_REWRITE_COMMANDS_H

#include "Options.h"

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"
#include <set>
#include <string>

namespace hpi {

struct Commands {
  std::vector<clang::tooling::CompileCommand> List;
  std::string Root, Out, BuildDir; ///< absolute; Out empty where nothing is written
  std::set<std::string> Products;  ///< objects that the commands write
};

llvm::Expected<Commands> findCommands(const Options &Given);

/// Whether \p Path is \p Folder or lies in it; nothing lies in a folder without a name.
bool holds(llvm::StringRef Folder, llvm::StringRef Path);

/// The version of \p Compiler where that is GCC, else empty. Runs it.
std::string gnuVersion(llvm::StringRef Compiler);

} // namespace hpi

#endif
