//===- Unit.cpp - the translation unit that is being compiled -----------------------------------------===//
#include "Unit.h"

std::string hpi::Unit::optionText() const {
  std::string Text;
  for (const auto &[Key, Value] : Options)
    Text += (Text.empty() ? "" : ",") + Key + "=" + Value;
  return Text;
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
