//===- Rewrite.h - a source tree becomes an instrumented tree -------------===//
#ifndef HPINSTR_TOOL_REWRITE_REWRITE_H
#define HPINSTR_TOOL_REWRITE_REWRITE_H

#include "Options.h"

namespace hpi {

/// Does what \p Given says. \returns the exit status; errors are on stderr
int rewrite(Options Given);

} // namespace hpi

#endif
