//===- Options.cpp - the command line of hpinstr-rewrite ------------------===//
#include "Options.h"
#include "hpinstr/Abi.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;
using namespace hpi;

namespace {

struct Description {
  const char *Name, *Value, *Text;
  std::string Options::*String;
  bool Options::*Flag;
};

constexpr Description Described[] = {
    {"-p", "DIR", "read DIR/compile_commands.json", &Options::BuildDir, nullptr},
    {"-o", "TREE", "write the instrumented tree to TREE; files that have no probes are copied", &Options::OutTree,
     nullptr},
    {"--in-place", "", "put probes into the sources themselves", nullptr, &Options::InPlace},
    {"--diff", "", "print what would change, write nothing", nullptr, &Options::Diff},
    {"--check", "", "exit with status 1 where the tree is not up to date, write nothing", nullptr, &Options::Check},
    {"--root", "DIR", "the source tree (default: the folder that holds all sources)", &Options::Root, nullptr},
    {"--compiler", "NAME", "the compiler that will build the tree (default: that of the compile commands)",
     &Options::Compiler, nullptr},
    {"--time", "WHAT", "sample (default) or none: whether lines get times", &Options::Time, nullptr},
    {"--times", "PATTERN,...", "functions to time exactly, with their lines, by name; * and ? match", &Options::Times,
     nullptr},
    {"--memory", "WHAT", "on (default) or off: whether allocations are attributed to lines", &Options::Memory, nullptr},
    {"--allow", "FILE", "probe only what this list names (SpecialCaseList: src:, fun:)", &Options::Allow, nullptr},
    {"--deny", "FILE", "leave out what this list names (SpecialCaseList: src:, fun:)", &Options::Deny, nullptr},
    {"--quiet", "", "print errors only", nullptr, &Options::Quiet},
    {"--verbose", "", "name each line that has no place for a probe, with the reason", nullptr, &Options::Verbose},
    {"--help", "", "print this", nullptr, &Options::Help},
    {"--version", "", "print the version", nullptr, &Options::Version},
};

} // namespace

static const Description *find(StringRef Name) {
  for (const Description &D : Described)
    if (Name == D.Name)
      return &D;
  return nullptr;
}

unsigned hpi::wantsOf(const Options &Given) {
  return (Given.Time == "sample" ? HPI_WANTS_SAMPLES : 0) | (Given.Memory == "on" ? HPI_WANTS_MEMORY : 0);
}

/// Checks what belongs together.
static std::string checkOptions(const Options &O) {
  if (O.Help || O.Version)
    return "";
  if (O.Time != "sample" && O.Time != "none")
    return "--time: expected sample or none, found " + O.Time + "; --times=PATTERN has exact times";
  if (O.Memory != "on" && O.Memory != "off")
    return "--memory: expected on or off, found " + O.Memory;
  if (O.InPlace && !O.OutTree.empty())
    return "expected one of -o and --in-place, found both; leave one out";
  if (!O.InPlace && O.OutTree.empty() && !O.Diff)
    return "expected -o TREE, --in-place or --diff, found none; say where the result goes";
  if (O.BuildDir.empty() && !O.HasFlags)
    return "expected -p DIR or flags after --, found neither; say how the sources are compiled";
  if (O.HasFlags && O.Paths.empty())
    return "expected source files before --, found none; name them";
  return "";
}

std::string hpi::parseOptions(ArrayRef<const char *> Args, Options &Out) {
  for (size_t I = 0; I != Args.size(); ++I) {
    StringRef Arg = Args[I];
    if (Arg == "--") {
      Out.HasFlags = true;
      Out.Flags.assign(Args.begin() + I + 1, Args.end());
      break;
    }
    if (Arg.starts_with("-j") && !Arg.drop_front(2).getAsInteger(10, Out.NumJobs))
      continue;
    if (!Arg.starts_with("-") || Arg == "-") {
      Out.Paths.push_back(Arg.str());
      continue;
    }
    auto [Name, Value] = Arg.split('=');
    const Description *D = find(Name);
    if (!D)
      return "unknown option " + Arg.str() + "; `hpinstr-rewrite --help` lists them";
    if (D->Flag) {
      Out.*D->Flag = true;
      continue;
    }
    bool IsApart = !Arg.contains('=');
    if (IsApart && I + 1 == Args.size())
      return Name.str() + ": expected " + D->Value + ", found nothing; `hpinstr-rewrite --help` says more";
    Out.*D->String = IsApart ? Args[++I] : Value.str();
  }
  return checkOptions(Out);
}

void hpi::printHelp(raw_ostream &OS) {
  OS << "usage: hpinstr-rewrite -p BUILD_DIR (-o TREE | --in-place | --diff) [OPTION...] [FILE or folder...]\n"
        "       hpinstr-rewrite (-o TREE | --in-place | --diff) [OPTION...] FILE... -- FLAG...\n\n"
        "Puts line counters into C and C++ sources, for any compiler to build. Link with -lhpinstr; what the program\n"
        "then writes is read by `hpinstr report`, and shown with the original files.\n\n";
  for (const Description &D : Described)
    OS << "  " << left_justify(std::string(D.Name) + (*D.Value ? " " : "") + D.Value, 21) << D.Text << '\n';
  OS << "  " << left_justify("-jN", 21) << "parse N files at a time (default: one a processor)\n\n"
     << "Exit status: 0, 1 where a file could not be parsed or written (the others are), 2 for wrong usage.\n";
}
