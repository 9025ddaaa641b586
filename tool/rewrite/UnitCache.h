//===- UnitCache.h - what an earlier run found in a translation unit ------===//
//
// Owns: files in the written tree that hold what a unit was found to hold, and when that still is so: where its
// command, this program and each file that it read are what they were. Must not: parse.
//
// A header that would now be found before another of its name is not seen; nor is one that `__has_include` asked for.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_UNITCACHE_H
#define HPINSTR_TOOL_REWRITE_UNITCACHE_H

#include "ParseUnit.h"

#include <mutex>

namespace hpi {

/// May be used by several threads at once.
class UnitCache {
public:
  /// \param Folder absolute; empty: nothing is known, nothing is kept
  /// \param Context what the findings depend on besides command and files, as text
  UnitCache(std::string Folder, const std::string &Context, bool IsReadOnly);

  /// What \p Command makes different from other commands: what it writes does not.
  static std::string keyOf(const clang::tooling::CompileCommand &Command);

  /// \returns true, with \p Out filled, where what is known of the unit still holds
  bool find(const std::string &Key, ParsedUnit &Out);
  /// \p Unit is as it was afterwards.
  void keep(const std::string &Key, ParsedUnit &Unit);
  /// Removes what this run did not ask for.
  void prune();

private:
  std::string pathOf(const std::string &Key);
  uint64_t hashOf(const std::string &Path);

  std::string Folder, Context;
  bool IsReadOnly;
  std::mutex Guard;
  std::map<std::string, uint64_t> Hashes; ///< of files, by path
  std::set<std::string> Used;             ///< names in the folder
};

} // namespace hpi

#endif
