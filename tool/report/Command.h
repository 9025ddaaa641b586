//===- Command.h - commands, their options and parsed arguments -*- C++ -*-===//
//
// Owns: the one description of every command, from which parser, help, manual and completion are made.
// Must not: know what a command does.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_COMMAND_H
#define HPINSTR_TOOL_REPORT_COMMAND_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace hpinstr {

struct OptionSpec {
  llvm::StringLiteral Name;         ///< with its dashes: "--function" or "-o"
  llvm::StringLiteral Value;        ///< name of its value in the help, empty for a switch
  llvm::StringLiteral Help;         ///< one sentence
  llvm::StringLiteral Choices = ""; ///< accepted values with '|' between, empty for any
};

/// What stood on the command line behind the command's name.
class Arguments {
public:
  bool has(llvm::StringRef Option) const { return Values.contains(Option); }
  /// \returns the last value given, or \p Default
  llvm::StringRef get(llvm::StringRef Option, llvm::StringRef Default = "") const;
  const std::vector<std::string> &all(llvm::StringRef Option) const;

  llvm::StringMap<std::vector<std::string>> Values;
  std::vector<std::string> Paths;
};

struct Command {
  llvm::StringLiteral Name;
  llvm::StringLiteral Operands; ///< as in the usage line
  llvm::StringLiteral Summary;  ///< one line, for the list of commands
  llvm::StringLiteral Details;  ///< paragraphs, separated by empty lines
  llvm::ArrayRef<OptionSpec> Options;
  llvm::Error (*Run)(const Arguments &);
};

extern const Command ReportCommand, DiffCommand, MergeCommand, DumpCommand, ExportCommand, DoctorCommand,
    CompletionCommand, ManualCommand;

/// All commands in the order of the help.
llvm::ArrayRef<const Command *> allCommands();
const Command *findCommand(llvm::StringRef Name);

/// \returns the arguments, or a usage error that names the nearest option or value.
llvm::Expected<Arguments> parseArguments(const Command &C, llvm::ArrayRef<llvm::StringRef> Args);

/// \returns ` (did you mean CANDIDATE?)`, or nothing where none of \p Candidates is near \p Word.
std::string suggestion(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Candidates);

void printHelp(const Command &C, llvm::raw_ostream &OS);
void printOverview(llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
