//===- CmdManual.cpp - hpinstr manual, hpinstr completion -----------------===//
//
// Owns: what is generated from the descriptions of the commands: manual pages, shell completion.
// Must not: hold a fact about a command.
//
//===----------------------------------------------------------------------===//
#include "Command.h"
#include "Diag.h"
#include "Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace hpinstr;

/// \returns \p Text for roff: dashes and backslashes as themselves, no line taken for a request.
static std::string roff(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    bool IsLineStart = Out.empty() || Out.back() == '\n';
    if (IsLineStart && (C == '.' || C == '\''))
      Out += "\\&";
    if (C == '-' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out;
}

static void writeTitle(StringRef Page, StringRef Summary, raw_ostream &OS) {
  OS << ".TH " << Page.upper() << " 1 \"\" \"hpinstr " << versionText() << "\" \"User Commands\"\n.SH NAME\n"
     << roff(Page) << " \\- " << roff(Summary.rtrim('.')) << "\n.SH SYNOPSIS\n";
}

static void writeOptions(const Command &C, raw_ostream &OS) {
  OS << ".SH OPTIONS\n";
  for (const OptionSpec &O : C.Options) {
    OS << ".TP\n.B " << roff(O.Name);
    if (!O.Value.empty())
      OS << (StringRef(O.Name).starts_with("--") ? "=" : " ") << O.Value;
    OS << '\n' << roff(O.Help) << '\n';
    if (!O.Choices.empty())
      OS << "One of: " << join(split(O.Choices, '|'), ", ") << ".\n";
  }
  OS << ".TP\n.B \\-\\-help\nPrint a help; \\-h is the same.\n";
}

static void writePage(const Command &C, raw_ostream &OS) {
  writeTitle(("hpinstr-" + C.Name).str(), C.Summary, OS);
  OS << ".B hpinstr " << C.Name << "\n" << (C.Options.empty() ? "" : "[OPTION...] ") << roff(C.Operands) << '\n';
  OS << ".SH DESCRIPTION\n" << roff(C.Summary) << '\n';
  for (StringRef Rest = C.Details; !Rest.empty();) {
    auto [Paragraph, Tail] = Rest.split("\n\n");
    OS << ".PP\n" << roff(Paragraph) << '\n';
    Rest = Tail;
  }
  writeOptions(C, OS);
  OS << ".SH EXIT STATUS\n0; 1 where nothing could be read or written; 2 for wrong usage.\n"
        ".SH SEE ALSO\n.BR hpinstr (1)\n";
}

static void writeMainPage(raw_ostream &OS) {
  writeTitle("hpinstr", "shows how often every line and function of a program ran", OS);
  OS << ".B hpinstr\nCOMMAND [OPTION...] [PATH...]\n.SH DESCRIPTION\n"
        "A program compiled with \\-fplugin=hpinstr.so writes a report file for each process; hpinstr reads them.\n"
        ".SH COMMANDS\n";
  for (const Command *C : allCommands())
    OS << ".TP\n.BR hpinstr\\-" << C->Name << " (1)\n" << roff(C->Summary) << '\n';
  OS << ".SH ENVIRONMENT\n.TP\n.B HPINSTR_OUT\n"
        "The directory of the reports, for programs that write them and for commands without a PATH;\n"
        "hpinstr.out where it is not set.\n"
        ".TP\n.B NO_COLOR\nWhere set, output is not coloured.\n"
        ".SH EXIT STATUS\n0; 1 where nothing could be read or written; 2 for wrong usage.\n";
}

static Error runManual(const Arguments &Args) {
  if (Args.Paths.size() > 1)
    return makeUsageError("expected at most one COMMAND, found " + Twine(Args.Paths.size()));
  if (Args.Paths.empty()) {
    writeMainPage(outs());
    return Error::success();
  }
  const Command *C = findCommand(Args.Paths.front());
  if (!C)
    return makeUsageError("unknown command " + Args.Paths.front() + "; `hpinstr --help` lists them");
  writePage(*C, outs());
  return Error::success();
}

/// One case of bash's completion: the values of a choice, else options, else files.
static void writeBashCase(const Command &C, raw_ostream &OS) {
  OS << "  " << C.Name << ")\n    Words='--help";
  for (const OptionSpec &O : C.Options) {
    if (O.Choices.empty())
      OS << ' ' << O.Name << (O.Value.empty() || !StringRef(O.Name).starts_with("--") ? "" : "=");
    for (StringRef Choice : split(O.Choices, '|'))
      if (!O.Choices.empty())
        OS << ' ' << O.Name << '=' << Choice;
  }
  OS << "' ;;\n";
}

static void writeBash(raw_ostream &OS) {
  OS << "# Completion of hpinstr for bash; made by `hpinstr completion bash`.\n"
        "_hpinstr() {\n"
        "  local Word=${COMP_LINE:0:COMP_POINT} Words=''\n"
        "  Word=${Word##* }\n"
        "  COMPREPLY=()\n"
        "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
        "    COMPREPLY=($(compgen -W '";
  for (const Command *C : allCommands())
    OS << C->Name << ' ';
  OS << "help --help --version' -- \"$Word\"))\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n";
  for (const Command *C : allCommands())
    writeBashCase(*C, OS);
  OS << "  esac\n"
        "  case $Word in\n"
        "  -*) COMPREPLY=($(compgen -W \"$Words\" -- \"$Word\"))\n"
        "    # bash completes what stands behind the last '='.\n"
        "    case $Word in *=*) COMPREPLY=(\"${COMPREPLY[@]#*=}\") ;; esac\n"
        "    case ${COMPREPLY[0]-} in *=) compopt -o nospace ;; esac ;;\n"
        "  *) compopt -o default ;;\n"
        "  esac\n"
        "}\n"
        "complete -F _hpinstr hpinstr\n";
}

/// \returns \p Text within single quotes, with what _arguments would take for its own syntax escaped.
static std::string zshWord(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == ':' || C == '[' || C == ']')
      Out += '\\';
    Out += C == '\'' ? "'\\''" : std::string(1, C);
  }
  return Out;
}

/// One case of zsh's completion: the options with their helps and values, else files.
static void writeZshCase(const Command &C, raw_ostream &OS) {
  OS << "  " << C.Name << ")\n    _arguments '(- *)--help[print a help]'";
  for (const OptionSpec &O : C.Options) {
    bool IsLong = StringRef(O.Name).starts_with("--");
    OS << " \\\n      '*" << O.Name << (O.Value.empty() ? "" : IsLong ? "=" : "+") << '[' << zshWord(O.Help) << ']';
    if (!O.Value.empty())
      OS << ':' << O.Value << ':' << (O.Choices.empty() ? "_files" : "(" + join(split(O.Choices, '|'), " ") + ")");
    OS << '\'';
  }
  OS << " \\\n      '*:file:_files' ;;\n";
}

static void writeZsh(raw_ostream &OS) {
  OS << "#compdef hpinstr\n"
        "# Completion of hpinstr for zsh; made by `hpinstr completion zsh`.\n"
        "_hpinstr() {\n"
        "  local -a Commands\n"
        "  Commands=(";
  for (const Command *C : allCommands())
    OS << "\n    '" << C->Name << ':' << zshWord(C->Summary) << '\'';
  OS << ")\n"
        "  if (( CURRENT == 2 )); then\n"
        "    _describe command Commands\n"
        "    return\n"
        "  fi\n"
        "  shift words\n"
        "  (( CURRENT-- ))\n"
        "  case $words[1] in\n";
  for (const Command *C : allCommands())
    writeZshCase(*C, OS);
  OS << "  esac\n"
        "}\n"
        "if [ \"${funcstack[1]:-}\" = _hpinstr ]; then _hpinstr \"$@\"; else compdef _hpinstr hpinstr; fi\n";
}

static Error runCompletion(const Arguments &Args) {
  StringRef Shell = Args.Paths.size() == 1 ? StringRef(Args.Paths.front()) : StringRef();
  if (Shell != "bash" && Shell != "zsh")
    return makeUsageError("expected a shell, bash or zsh, found " +
                          (Args.Paths.empty() ? "none" : join(Args.Paths, " ")));
  Shell == "bash" ? writeBash(outs()) : writeZsh(outs());
  return Error::success();
}

const Command hpinstr::ManualCommand = {
    "manual", "[COMMAND]", "Print the manual page of a command.", "The page is in the format of man(7).",
    {},       runManual};

const Command hpinstr::CompletionCommand = {"completion",
                                            "bash|zsh",
                                            "Print a completion script for a shell.",
                                            "Use it with: source <(hpinstr completion bash)",
                                            {},
                                            runCompletion};
