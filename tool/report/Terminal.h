//===- Terminal.h - colours and numbers for people --------------*- C++ -*-===//
//
// Owns: when output is coloured, and how figures are written. Must not: know reports.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_TERMINAL_H
#define HPINSTR_TOOL_REPORT_TERMINAL_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace hpinstr {

/// Escape sequences, or empty strings where output is plain.
struct Palette {
  llvm::StringLiteral Bold = "", Dim = "", Red = "", Reset = "";
};

/// \param When auto, always or never; auto means a terminal, and NO_COLOR not set
Palette makePalette(llvm::StringRef When);

/// Whether the environment's locale has UTF-8.
bool isUtf8Locale();

/// \returns \p Value, rounded to \p Digits behind the point, as printf does; below 10^20.
std::string fixedText(double Value, int Digits);

/// \returns "84.0%", or "100%" where nothing could be missed.
std::string percentText(uint64_t Part, uint64_t Whole);

/// \returns \p Bytes with a unit: "512 B", "12.3 kB", 1000 to the step.
std::string bytesText(uint64_t Bytes);

/// \returns \p Bytes with a unit as memory_profiler has it, 1024 to the step, exact below 10 kB: "-1350 B", "38.816
/// MiB".
std::string memoryText(int64_t Bytes);

/// \returns \p Text with blanks for each tab, up to the next column that is a multiple of 8: behind other columns a tab
/// would mean something else.
std::string withoutTabs(llvm::StringRef Text);

/// \returns "1 process", "2 processes".
std::string countText(uint64_t N, llvm::StringRef One, llvm::StringRef Many);

} // namespace hpinstr

#endif
