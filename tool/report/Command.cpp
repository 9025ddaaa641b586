//===- Command.cpp - parses arguments, prints help ------------------------===//
//
// Owns: the syntax of the command line. Must not: know what a command does.
//
//===----------------------------------------------------------------------===//
#include "Command.h"
#include "Diag.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace hpinstr;

static const OptionSpec HelpOption = {"--help", "", "Print this help; -h is the same."};

StringRef Arguments::get(StringRef Option, StringRef Default) const {
  auto It = Values.find(Option);
  return It == Values.end() ? Default : StringRef(It->second.back());
}

const std::vector<std::string> &Arguments::all(StringRef Option) const {
  static const std::vector<std::string> None;
  auto It = Values.find(Option);
  return It == Values.end() ? None : It->second;
}

ArrayRef<const Command *> hpinstr::allCommands() {
  static const Command *const All[] = {&ReportCommand, &DiffCommand,   &ExportCommand,     &MergeCommand,
                                       &DumpCommand,   &DoctorCommand, &CompletionCommand, &ManualCommand};
  return All;
}

const Command *hpinstr::findCommand(StringRef Name) {
  for (const Command *C : allCommands())
    if (C->Name == Name)
      return C;
  return nullptr;
}

std::string hpinstr::suggestion(StringRef Word, ArrayRef<StringRef> Candidates) {
  StringRef Best;
  unsigned BestDistance = std::max<unsigned>(2, Word.size() / 3) + 1;
  for (StringRef Candidate : Candidates) {
    unsigned Distance = Word.edit_distance(Candidate, true, BestDistance);
    if (Distance < BestDistance) {
      Best = Candidate;
      BestDistance = Distance;
    }
  }
  return Best.empty() ? "" : (" (did you mean " + Best + "?)").str();
}

static const OptionSpec *findOption(const Command &C, StringRef Name) {
  if (Name == "--help" || Name == "-h")
    return &HelpOption;
  for (const OptionSpec &O : C.Options)
    if (O.Name == Name)
      return &O;
  return nullptr;
}

static Error unknownOption(const Command &C, StringRef Name) {
  SmallVector<StringRef, 16> Names = {"--help"};
  for (const OptionSpec &O : C.Options)
    Names.push_back(O.Name);
  return makeUsageError("unknown option " + Name + suggestion(Name, Names) + "; `hpinstr " + C.Name +
                        " --help` lists them");
}

static Error checkChoice(const OptionSpec &O, StringRef Value) {
  if (O.Choices.empty())
    return Error::success();
  SmallVector<StringRef, 8> Choices;
  StringRef(O.Choices).split(Choices, '|');
  if (is_contained(Choices, Value))
    return Error::success();
  return makeUsageError(O.Name + ": expected " + join(Choices, ", ") + ", found " + Value + suggestion(Value, Choices));
}

Expected<Arguments> hpinstr::parseArguments(const Command &C, ArrayRef<StringRef> Args) {
  Arguments Parsed;
  for (size_t I = 0; I != Args.size(); ++I) {
    StringRef Arg = Args[I];
    if (Arg == "--") {
      for (StringRef Rest : Args.drop_front(I + 1))
        Parsed.Paths.push_back(Rest.str());
      break;
    }
    if (!Arg.starts_with("-") || Arg == "-") {
      Parsed.Paths.push_back(Arg.str());
      continue;
    }
    auto [Name, Value] = Arg.split('=');
    bool HasValue = Arg.contains('=');
    const OptionSpec *O = findOption(C, Name);
    if (!O)
      return unknownOption(C, Name);
    if (O->Value.empty() && HasValue)
      return makeUsageError(Name + ": expected no value, found " + Value);
    if (!O->Value.empty() && !HasValue) {
      if (++I == Args.size())
        return makeUsageError(Name + ": expected " + O->Value + " behind it, found nothing");
      Value = Args[I];
    }
    if (Error E = checkChoice(*O, Value))
      return std::move(E);
    Parsed.Values[O->Name].push_back(Value.str());
  }
  return std::move(Parsed);
}

static void printOption(const OptionSpec &O, raw_ostream &OS) {
  std::string Left = O.Name.str();
  if (!O.Value.empty())
    Left += (StringRef(O.Name).starts_with("--") ? "=" : " ") + O.Value.str();
  OS << "  " << left_justify(Left, 22) << (Left.size() > 22 ? "\n" + std::string(24, ' ') : "") << "  " << O.Help
     << '\n';
  if (!O.Choices.empty())
    OS << std::string(26, ' ') << "One of: " << join(split(O.Choices, '|'), ", ") << ".\n";
}

void hpinstr::printHelp(const Command &C, raw_ostream &OS) {
  OS << "Usage: hpinstr " << C.Name << (C.Options.empty() ? "" : " [OPTION...]") << (C.Operands.empty() ? "" : " ")
     << C.Operands << "\n\n"
     << C.Summary << "\n\n";
  if (!C.Details.empty())
    OS << C.Details << "\n\n";
  OS << "Options:\n";
  for (const OptionSpec &O : C.Options)
    printOption(O, OS);
  printOption(HelpOption, OS);
}

void hpinstr::printOverview(raw_ostream &OS) {
  OS << "Usage: hpinstr COMMAND [OPTION...] [PATH...]\n\n"
        "Reads the reports of programs built with -fplugin=hpinstr.so: how often every line and function ran.\n\n"
        "Commands:\n";
  for (const Command *C : allCommands())
    OS << "  " << left_justify(C->Name, 12) << C->Summary << '\n';
  OS << "\n`hpinstr help COMMAND` explains a command; `hpinstr --version` prints the version.\n";
}
