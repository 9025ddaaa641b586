//===- Tree.h - the source tree and the tree that is written --------------===//
//
// Owns: which files belong to the tree, where each goes, and writing: aside, then renamed, and only what differs from
// what is there, so that build tools rebuild only that. Must not: know what a probe is.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_TREE_H
#define HPINSTR_TOOL_REWRITE_TREE_H

#include "ParseUnit.h"

#include "llvm/Support/FileSystem.h"
#include <functional>
#include <set>
#include <string>

namespace hpi {

class Tree : public Selection {
public:
  /// All paths absolute and real. \p Out is \p Root where files are changed in place, empty where nothing is written.
  Tree(std::string Root, std::string Out, std::string BuildDir)
      : Root(std::move(Root)), Out(std::move(Out)), BuildDir(std::move(BuildDir)) {}

  /// True for files of the tree, without those of the build and of an output inside of it.
  bool wants(llvm::StringRef RealPath) const override;
  bool isInPlace() const { return Out == Root; }
  const std::string &root() const { return Root; }
  const std::string &out() const { return Out; }

  /// \p RealPath as seen from the root.
  std::string relative(llvm::StringRef RealPath) const;

  /// Puts \p Text at \p Relative in the output, with the permissions of \p Model where that is not empty.
  /// \returns an error text, empty for none
  std::string put(llvm::StringRef Relative, llvm::StringRef Text, llvm::StringRef Model);

  /// Copies what put() did not write, and removes what an earlier run wrote and this one did not.
  std::string finish();

  /// Objects that the sources are compiled to: they are not copied, the new tree has its own.
  std::set<std::string> Products;
  /// Only says what would be written.
  bool IsDry = false;
  /// Files that were written, or would be.
  unsigned NumChanged = 0, NumKept = 0;

private:
  std::string copyAll();
  std::string copyOne(llvm::StringRef From, llvm::StringRef Relative);
  std::string copyLink(llvm::StringRef From, llvm::StringRef Relative);
  std::string linkTarget(llvm::StringRef From, llvm::StringRef Target) const;
  std::string removeStale();
  void removeOne(llvm::StringRef Name);
  bool isInside(llvm::StringRef Path) const;

  std::string Root, Out, BuildDir;
  std::set<std::string> Written; ///< relative paths
};

/// Writes beside \p Path and renames, so that no reader ever sees half of it. \returns an error text, empty for none
std::string writeFile(llvm::StringRef Path, llvm::StringRef Text, llvm::sys::fs::perms Mode);

/// The relative path that leads from the folder of \p From to \p To, both relative to one root.
std::string pathBetween(llvm::StringRef From, llvm::StringRef To);

} // namespace hpi

#endif
