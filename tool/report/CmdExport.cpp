//===- CmdExport.cpp - hpinstr export -------------------------------------===//
//
// Owns: choosing the format and the output. Must not: write a format.
//
//===----------------------------------------------------------------------===//
#include "Command.h"
#include "Diag.h"
#include "Export.h"
#include "Labels.h"
#include "OutputFile.h"

using namespace llvm;
using namespace hpinstr;

namespace {
struct Format {
  StringLiteral Name, Text;
  void (*Write)(const Profile &, const CounterStore &, raw_ostream &);
};
} // namespace

static const Format Formats[] = {
    {"json", "everything; fields in docs/export-schema.json", exportJson},
    {"tsv", "FILE, LINE, HITS separated by TAB, sorted by file and line", exportTsv},
    {"lcov", "tracefile for genhtml and other readers of lcov", exportLcov},
    {"cobertura", "coverage.xml, which CI servers read", exportCobertura},
    {"mprof", "resident set over time with visits of regions, which `mprof plot` of memory_profiler reads",
     exportMprof},
    {"mprof-heap", "the same of the live heap", exportMprofHeap},
};

static const OptionSpec Options[] = {
    {"--format", "NAME", "The format to write.", "json|tsv|lcov|cobertura|mprof|mprof-heap"},
    {"--label", "NAME", "Write only what ran under this label; empty: what ran under none."},
    {"--since-setpoint", "",
     "Write allocations relative to each process's last hpinstr_heap_setpoint(), without peaks."},
    {"-o", "FILE", "Write to FILE, as a whole or not at all; the default is stdout."},
    {"--list-formats", "", "List the formats."},
};

static Error exportTo(StringRef Output, const Format &F, const Arguments &Args) {
  Expected<std::vector<Input>> Inputs = expandInputs(Args.Paths);
  if (!Inputs)
    return Inputs.takeError();
  if (Error E = checkNotAnInput(Output, *Inputs))
    return E;
  Expected<CounterStore> Store = readReports(*Inputs, Args.has("--since-setpoint"));
  if (!Store)
    return Store.takeError();
  if (Args.has("--label"))
    Store = findLabel(*Store, Args.get("--label"));
  if (!Store)
    return Store.takeError();
  Profile P = Profile::build(*Store);
  printLosses(P.Losses);
  return writeOutput(Output, [&](raw_ostream &OS) {
    F.Write(P, *Store, OS);
    return Error::success();
  });
}

static Error run(const Arguments &Args) {
  if (Args.has("--list-formats")) {
    for (const Format &F : Formats)
      outs() << F.Name << '\t' << F.Text << '\n';
    return Error::success();
  }
  if (!Args.has("--format"))
    return makeUsageError("expected --format=NAME, found none; `hpinstr export --list-formats` lists them");
  for (const Format &F : Formats)
    if (F.Name == Args.get("--format"))
      return exportTo(Args.get("-o"), F, Args);
  llvm_unreachable("parseArguments() accepts only the formats");
}

const Command hpinstr::ExportCommand = {
    "export",
    "[PATH...]",
    "Write the report for other programs: JSON, tsv, lcov, Cobertura, mprof.",
    "PATH is a report file or a directory of them; all are summed. The default is $HPINSTR_OUT, or hpinstr.out.",
    Options,
    run};
