//===- Unit.cpp - the translation unit that is being compiled -----------------------------------------===//
#include "Unit.h"
#include "hpinstr/Abi.h"

std::string hpi::Unit::optionText() const {
  std::string Text;
  for (const auto &[Key, Value] : Options)
    Text += (Text.empty() ? "" : ",") + Key + "=" + Value;
  return Text;
}

uint64_t hpi::Unit::wanted() const {
  auto Has = [&](const char *Key, const char *Value) {
    auto It = Options.find(Key);
    return It != Options.end() && It->second == Value;
  };
  uint64_t Heap = HasNoHeap ? 0 : HasOtherHeap ? HPI_WANTS_OTHER_HEAP : HPI_WANTS_MEMORY;
  return (Has("time", "sample") ? HPI_WANTS_SAMPLES : 0) | (Has("memory", "on") ? Heap : 0);
}

bool hpi::Unit::wants(unsigned Site) {
  if (!MarkSuffix.empty())
    return Site < Table.Sites.size() && Table.isCounted(Site);
  while (Table.Sites.size() <= Site) {
    SiteRecord Record;
    Record.IsLine = true;
    Record.File = Table.fileIndex("<marks>");
    Record.Line = Table.Sites.size();
    Table.Sites.push_back(Record);
  }
  return true;
}
