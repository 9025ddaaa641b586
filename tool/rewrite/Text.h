//===- Text.h - the text of a rewritten file ------------------------------===//
//
// Owns: how probes are spelled, where the line that includes the file's tables goes, and the text of the tables.
// Must not: touch the file system.
//
// A file `a.c` becomes `a.c` with probes and `a.c.hpi.h` with its counters and tables beside it. Every line stays on
// its line: the #include takes a blank line, or shares a line with a comment.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_TEXT_H
#define HPINSTR_TOOL_REWRITE_TEXT_H

#include "TablesWriter.h"

#include "llvm/ADT/StringRef.h"

namespace hpi {

struct RewrittenText {
  std::string Source; ///< with probes
  std::string Tables; ///< of the header beside it
};

/// How a file is known in probes: its name with a hash of its place in the tree, an identifier.
std::string fileTag(llvm::StringRef RelativePath);

/// \param Headers what the tables' header includes: that of the probes, and those of fragments
RewrittenText rewriteText(const SourceSites &File, const Plan &P, llvm::StringRef Text, const TableHead &Head,
                          const std::vector<std::string> &Headers);

/// The offset at which \p Text can take an #include, and what goes there; \p Text needs a C preprocessor's rules only.
struct IncludePlace {
  size_t Offset = 0;
  bool AddsLines = false; ///< no line is free: two are added, and `#line` puts the count right
};
IncludePlace findIncludePlace(llvm::StringRef Text);

} // namespace hpi

#endif
