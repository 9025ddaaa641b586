//===- ProbeHeader.h - the probes' header, as it is put into trees --------===//
#ifndef HPINSTR_TOOL_REWRITE_PROBEHEADER_H
#define HPINSTR_TOOL_REWRITE_PROBEHEADER_H

#include "llvm/ADT/StringRef.h"

namespace hpi {

/// Its name at the root of a tree.
inline constexpr char ProbeHeaderName[] = "hpinstr-probe.h";

/// The text of include/hpinstr/probe.h.
llvm::StringRef probeHeader();

} // namespace hpi

#endif
