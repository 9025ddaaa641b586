//===- ProcessText.cpp - the process behind a report ----------------------===//
//
// Owns: decoding PROCESS items and saying how a process ended. Must not: print.
//
//===----------------------------------------------------------------------===//
#include "ProcessText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"
#include <cstring>

using namespace llvm;
using namespace hpinstr;

static void decodeItem(ProcessFacts &Facts, uint32_t Tag, StringRef Text) {
  if (Tag == HPI_PROC_ARGV) {
    while (!Text.empty()) {
      auto [Arg, Rest] = Text.split('\0');
      Facts.Argv.push_back(Arg);
      Text = Rest;
    }
    return;
  }
  Text = Text.rtrim('\0');
  if (Tag == HPI_PROC_EXE)
    Facts.Exe = Text;
  else if (Tag == HPI_PROC_CWD)
    Facts.Cwd = Text;
  else if (Tag == HPI_PROC_OPTIONS)
    Facts.Options = Text;
  else if (Tag == HPI_PROC_RUNTIME)
    Facts.Runtime = Text;
  else if (Tag == HPI_PROC_MACHINE)
    Facts.Machine = Text;
  else if (Tag == HPI_PROC_CPU)
    Facts.Cpu = Text.rtrim(' ');
  else if (Tag == HPI_PROC_CPUS)
    Facts.Cpus = Text;
  else if (Tag == HPI_PROC_GOVERNOR)
    Facts.Governor = Text;
  else if (Tag == HPI_PROC_TURBO)
    Facts.Turbo = Text;
}

ProcessFacts hpinstr::decodeProcess(StringRef Items) {
  ProcessFacts Facts;
  HpiProcessItem Item;
  while (Items.size() >= sizeof(Item)) {
    std::memcpy(&Item, Items.data(), sizeof(Item));
    Items = Items.drop_front(sizeof(Item));
    if (Item.Tag == HPI_PROC_END || Item.Bytes > Items.size())
      break;
    decodeItem(Facts, Item.Tag, Items.take_front(Item.Bytes));
    Items = Items.drop_front(std::min<uint64_t>(alignTo(uint64_t(Item.Bytes), 8), Items.size()));
  }
  return Facts;
}

std::string hpinstr::processText(const StoredRun &Run) {
  ProcessFacts Facts = decodeProcess(Run.Items);
  std::string Text = Run.Header.Pid ? "pid " + std::to_string(Run.Header.Pid) : "pid not known";
  if (Run.Header.EndKind == HPI_END_EXIT)
    Text += ", exit status " + std::to_string(Run.Header.ExitStatus);
  else if (Run.Header.EndKind == HPI_END_DUMPED)
    Text += ", a dump made while it ran";
  else if (Run.Header.EndKind == HPI_END_NORMAL)
    Text += ", ended, exit status not known";
  else
    Text += ", no known end (running, killed, or main() has no probes)";
  if (!Facts.Argv.empty())
    Text += ": " + join(Facts.Argv, " ");
  else if (!Facts.Exe.empty())
    Text += ": " + Facts.Exe.str();
  return Text;
}
