//===- HeaderCheck.h - whether a header's facts can be believed -*- C++ -*-===//
//
// Owns: the checks over include/hpinstr/HeaderFacts.inc. Must not: read files.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_HEADERCHECK_H
#define HPINSTR_TOOL_REPORT_HEADERCHECK_H

#include "hpinstr/Format.h"
#include <string>
#include <vector>

namespace hpinstr {

/// Takes out of \p Header what is damaged: all that says when and by whom the process was started, or all that says how
/// it ended. A pid of 0, a start of 0 and an unknown end stand for what is not known. A sentence for each goes to
/// \p Losses.
void dropDamagedFacts(HpiFileHeader &Header, std::vector<std::string> &Losses);

} // namespace hpinstr

#endif
