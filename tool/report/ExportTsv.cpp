//===- ExportTsv.cpp - FILE, LINE, HITS -----------------------------------===//
//
// Owns: the tsv format: a row for each line with hits, by file and line, no title. Must not: read files.
//
//===----------------------------------------------------------------------===//
#include "Diag.h"
#include "Export.h"

using namespace llvm;
using namespace hpinstr;

void hpinstr::exportTsv(const Profile &P, const CounterStore &, raw_ostream &OS) {
  for (const ProfileFile &File : P.Files) {
    // A TAB would end the field; control characters are replaced as everywhere.
    std::string Path = printable(File.Path);
    std::replace(Path.begin(), Path.end(), '\t', '?');
    for (const auto &[Line, Figures] : File.Lines)
      if (Figures.Hits)
        OS << Path << '\t' << Line << '\t' << *Figures.Hits << '\n';
  }
}
