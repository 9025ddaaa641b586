//===- SourceText.h - finds and reads source files --------------*- C++ -*-===//
//
// Owns: where a source file is now, and whether it is the one that was compiled. Must not: print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_SOURCETEXT_H
#define HPINSTR_TOOL_REPORT_SOURCETEXT_H

#include "Profile.h"
#include "llvm/Support/MemoryBuffer.h"

namespace hpinstr {

enum class SourceState : uint8_t {
  Unchanged, ///< its SHA-256 is the recorded one, or none was recorded
  Changed,   ///< not what was compiled: its lines may have moved
  Missing,
};

struct SourceText {
  SourceState State = SourceState::Missing;
  std::string Path; ///< where it was found
  std::unique_ptr<llvm::MemoryBuffer> Buffer;
  std::vector<llvm::StringRef> Lines; ///< line N is at N - 1

  llvm::StringRef line(uint64_t Number) const {
    return Number >= 1 && Number <= Lines.size() ? Lines[Number - 1] : llvm::StringRef();
  }
};

/// \returns the SHA-256 of \p Text in hexadecimal
std::string sha256Text(llvm::StringRef Text);

/// Finds \p File under each of \p SourceDirs joined with ever shorter ends of its path, at its own path, or among
/// \p Kept, texts by their checksums. Of several that are there the first with the recorded checksum wins, else the
/// first.
SourceText findSource(const ProfileFile &File, const std::vector<std::string> &SourceDirs,
                      const std::map<std::string, std::string> &Kept);

} // namespace hpinstr

#endif
