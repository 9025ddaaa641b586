//===- CmdMerge.cpp - hpinstr merge ---------------------------------------===//
//
// Owns: many reports to one. Must not: know the layout of a report.
//
//===----------------------------------------------------------------------===//
#include "Allocations.h"
#include "Command.h"
#include "Diag.h"
#include "OutputFile.h"
#include "ReportWriter.h"
#include "SampledTime.h"

using namespace llvm;
using namespace hpinstr;

static const OptionSpec Options[] = {
    {"-o", "FILE", "Write the merged report to FILE, as a whole or not at all. Needed."},
};

static Error run(const Arguments &Args) {
  if (!Args.has("-o"))
    return makeUsageError("expected -o FILE for the merged report, found none");
  Expected<std::vector<Input>> Inputs = expandInputs(Args.Paths);
  if (!Inputs)
    return Inputs.takeError();
  if (Error E = checkNotAnInput(Args.get("-o"), *Inputs))
    return E;
  Expected<CounterStore> Store = readReports(*Inputs);
  if (!Store)
    return Store.takeError();
  // Which line an address belongs to is known here and now; the merged report needs no program any more.
  std::string TimeRows, HeapRows;
  if (!Store->Samples.empty() || !Store->TimeRows.empty() || !Store->Heaps.empty() || !Store->HeapRows.empty()) {
    Profile P = Profile::build(*Store);
    printLosses(P.Losses);
    TimeRows = sampledTimeRows(P);
    HeapRows = allocationRows(P);
  }
  return writeOutput(Args.get("-o"), [&](raw_ostream &OS) {
    writeMerged(*Store, TimeRows, HeapRows, OS);
    return Error::success();
  });
}

const Command hpinstr::MergeCommand = {
    "merge",
    "-o FILE [PATH...]",
    "Sum reports to one report file.",
    "PATH is a report file or a directory of them; the default is $HPINSTR_OUT, or hpinstr.out. The result does not\n"
    "depend on the order, and can be merged again. It keeps each process's command line, end and times; which\n"
    "process ran which line is not kept.",
    Options,
    run};
