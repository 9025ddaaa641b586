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
#include "SourceText.h"

using namespace llvm;
using namespace hpinstr;

static const OptionSpec Options[] = {
    {"-o", "FILE", "Write the merged report to FILE, as a whole or not at all. Needed."},
    {"--sources", "", "Keep the texts of the sources in it, as far as they are as they were compiled."},
    {"--source-dir", "DIR", "Look for these under DIR, too, by ever shorter ends of their paths; repeatable."},
};

static void keepSources(CounterStore &Store, const Profile &P, const std::vector<std::string> &SourceDirs) {
  for (const ProfileFile &File : P.Files) {
    SourceText Text = findSource(File, SourceDirs, Store.Sources);
    if (Text.State == SourceState::Unchanged && !File.Sha256.empty() && !File.Lines.empty())
      Store.Sources.try_emplace(sha256Text(Text.Buffer->getBuffer()), Text.Buffer->getBuffer());
    else if (!File.Lines.empty())
      printWarning(File.Path + ": expected the source as it was compiled, found " +
                   (Text.State == SourceState::Missing ? "none" : "another text") +
                   ": it is not kept; --source-dir=DIR says where it is");
  }
}

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
  bool IsKeeping = Args.has("--sources");
  if (IsKeeping || !Store->Samples.empty() || !Store->TimeRows.empty() || !Store->Heaps.empty() ||
      !Store->HeapRows.empty()) {
    Profile P = Profile::build(*Store);
    printLosses(P.Losses);
    TimeRows = sampledTimeRows(P);
    HeapRows = allocationRows(P);
    if (IsKeeping)
      keepSources(*Store, P, Args.all("--source-dir"));
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
