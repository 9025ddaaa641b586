//===- StackTable.h - call stacks of many processes -------------*- C++ -*-===//
//
// Owns: which stacks of several processes are the same, whatever their addresses were: places in files, of those
// objects only that hold instrumented code, and where an allocation was asked for. Must not: open those files, or know
// what a stack weighs.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_STACKTABLE_H
#define HPINSTR_TOOL_REPORT_STACKTABLE_H

#include "ReportFile.h"
#include "llvm/ADT/StringMap.h"
#include <map>

namespace hpinstr {

/// A file that code was run from, as the process saw it.
struct StackObject {
  std::string Path;
  std::string BuildId; ///< bytes; empty where it has none
  uint64_t FileBytes;
  int64_t ModifiedNs;
  bool IsLibrary; ///< without instrumented code: only places that call malloc are kept
};

/// A place in a file: of a return address the byte before it, which belongs to the call.
struct StackPlace {
  uint32_t Object; ///< index into StackTable::Objects
  uint64_t FileOffset;
};

/// A stack: a place, and the stack that it was called from. Those of one caller share it.
struct StackNode {
  uint32_t Caller; ///< index into StackTable::Stacks, a smaller one than its own; 0 where the outermost place
  uint32_t Place;  ///< index into StackTable::Places
};

class StackTable {
public:
  StackTable() : Stacks(1) {}

  std::vector<StackObject> Objects;
  std::vector<StackPlace> Places;
  std::vector<StackNode> Stacks; ///< [0] is the empty one

  /// The indices of the places of \p Stack, innermost first.
  llvm::SmallVector<uint32_t, 32> placesOf(uint32_t Stack) const;

private:
  friend class StackImporter;
  void expectStacks(size_t Num);
  uint32_t internObject(const MapRecord &Map, bool IsLibrary);
  uint32_t internPlace(uint32_t Object, uint64_t FileOffset);
  uint32_t internStack(llvm::ArrayRef<uint32_t> Places);

  llvm::StringMap<uint32_t> ObjectIndex;
  llvm::DenseMap<std::pair<uint32_t, uint64_t>, uint32_t> PlaceIndex;
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, uint32_t> StackIndex; ///< by caller and place
};

/// Brings the contexts of one report file into a table.
class StackImporter {
public:
  StackImporter(const ReportFile &File, StackTable &Table);

  /// \param Context     number of a context
  /// \param IsReturn    whether its first address is a return address too: no for samples, yes for allocations
  /// \returns index into StackTable::Stacks; 0 where no stack is known, or none of its code is instrumented
  uint32_t import(uint32_t Context, bool IsReturn);

private:
  using MapLists = std::map<uint32_t, std::vector<const MapRecord *>>; // by generation, then address
  static const MapRecord *findMap(const MapLists &Maps, uint32_t Generation, uint64_t Address);

  const ReportFile &File;
  StackTable &Table;
  MapLists Maps, Libraries; ///< of instrumented code, and of the other
  llvm::DenseMap<const MapRecord *, uint32_t> Objects;
  llvm::DenseMap<uint64_t, uint32_t> Known;
};

} // namespace hpinstr

#endif
