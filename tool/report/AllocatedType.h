//===- AllocatedType.h - the type that an allocator's name tells -*- C++ -*-===//
//
// Owns: which C++ type code of the standard library allocates, told from its functions' names. Must not: know reports.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_ALLOCATEDTYPE_H
#define HPINSTR_TOOL_REPORT_ALLOCATEDTYPE_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace hpinstr {

/// \returns T where \p Name, demangled, is that of `allocate` of an allocator of T, of `make_unique<T>` or the like;
/// empty where it is another. Of what a shared_ptr allocates together with its counts, T is the object's type.
std::string allocatedType(llvm::StringRef Name);

/// Remembers what it was asked.
class TypeFinder {
public:
  /// \param Symbol a linkage name
  llvm::StringRef find(llvm::StringRef Symbol);

private:
  llvm::StringMap<std::string> Known;
};

} // namespace hpinstr

#endif
