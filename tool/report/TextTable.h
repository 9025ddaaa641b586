//===- TextTable.h - columns of text ----------------------------*- C++ -*-===//
//
// Owns: widths of columns. Must not: know what a cell means.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_TEXTTABLE_H
#define HPINSTR_TOOL_REPORT_TEXTTABLE_H

#include "Terminal.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace hpinstr {

/// Columns of figures, to the right, and a last one of text, to the left. A column without any figure is left out.
class TextTable {
public:
  explicit TextTable(std::vector<std::string> Titles) : Titles(std::move(Titles)) {}
  /// \param Cells as many as there are titles
  void add(std::vector<std::string> Cells) { Rows.push_back(std::move(Cells)); }
  bool empty() const { return Rows.empty(); }
  void print(const Palette &Colors, llvm::raw_ostream &OS) const;

private:
  std::vector<std::string> Titles;
  std::vector<std::vector<std::string>> Rows;
};

} // namespace hpinstr

#endif
