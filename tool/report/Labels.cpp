//===- Labels.cpp - counts by label, regions, names of threads ------------===//
//
// Owns: what belongs to one label, and the tables of what the program named. Must not: read report files.
//
//===----------------------------------------------------------------------===//
#include "Labels.h"
#include "Diag.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace hpinstr;

/// Leaves in \p Module what belongs to no label.
static void dropLabelled(StoredModule &Module) {
  for (const auto &[Label, Counts] : Module.Labelled)
    for (const auto &[Counter, Count] : Counts)
      Module.Sums[Counter] -= Count;
}

static void keepLabelled(StoredModule &Module, const std::string &Label) {
  uint64_t NumSums = Module.Sums.size() - std::min<uint64_t>(Module.NumMaxima, Module.Sums.size());
  std::fill_n(Module.Sums.begin(), NumSums, 0);
  auto It = Module.Labelled.find(Label);
  if (It == Module.Labelled.end())
    return;
  for (const auto &[Counter, Count] : It->second)
    Module.Sums[Counter] = Count;
}

CounterStore hpinstr::selectLabel(const CounterStore &Store, StringRef Label) {
  CounterStore Selected = Store;
  llvm::erase_if(Selected.Samples, [&](const StoredSamples &S) { return S.Label != Label; });
  for (StoredSamples &S : Selected.Samples)
    S.Info.Flags |= HPI_SAMPLES_PARTIAL;
  // What a merged report has of times is not told apart by label, nor are allocations.
  Selected.TimeRows.clear();
  Selected.Heaps.clear();
  Selected.HeapRows.clear();
  for (auto &[Key, Calls] : Selected.PointerCalls) {
    uint64_t Num = Label.empty() ? Calls.Calls : 0;
    for (const auto &[Name, Count] : Calls.Labelled)
      Num += Label.empty() ? -Count : Name == Label ? Count : 0;
    Calls = {Num, {}};
  }
  for (auto &[Key, Module] : Selected.Modules) {
    if (Label.empty())
      dropLabelled(Module);
    else
      keepLabelled(Module, Label.str());
    Module.Labelled.clear();
  }
  return Selected;
}

Expected<CounterStore> hpinstr::findLabel(const CounterStore &Store, StringRef Label) {
  if (Label.empty() || Store.Labels.count(Label.str()))
    return selectLabel(Store, Label);
  std::string Known = Store.Labels.empty() ? "none" : join(Store.Labels, ", ");
  return makeError("--label=" + Label + ": expected a label of the reports, found " + Known +
                   "; hpinstr_label() sets one");
}

static std::string milliseconds(uint64_t Ns) { return fixedText(double(Ns) / 1e6, 3); }

void hpinstr::printNames(const CounterStore &Store, raw_ostream &OS) {
  bool HasTitle = false;
  for (const auto &[Key, Named] : Store.Names) {
    if (Key.first != HPI_NAME_REGION || Named.Num == 0)
      continue;
    if (!HasTitle)
      OS << "    visits    wall ms     min ms     max ms  region\n";
    HasTitle = true;
    OS << right_justify(std::to_string(Named.Num), 10);
    for (uint64_t Ns : {Named.WallNs, Named.MinNs, Named.MaxNs})
      OS << ' ' << right_justify(milliseconds(Ns), 10);
    OS << "  " << printable(Key.second) << '\n';
  }
  std::string Threads;
  for (const auto &[Key, Named] : Store.Names)
    if (Key.first == HPI_NAME_THREAD)
      Threads += (Threads.empty() ? "" : ", ") + printable(Key.second) +
                 (Named.Num > 1 ? " (" + std::to_string(Named.Num) + ")" : "");
  if (!Threads.empty())
    OS << "Threads named: " << Threads << '\n';
  if (HasTitle || !Threads.empty())
    OS << '\n';
}
