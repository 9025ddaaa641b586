//===- ElfProbes.h - probes in programs and objects -------------*- C++ -*-===//
//
// Owns: finding descriptors and tables in ELF files. Must not: print or know reports.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_ELFPROBES_H
#define HPINSTR_TOOL_REPORT_ELFPROBES_H

#include "ModuleTables.h"
#include "llvm/Support/MemoryBuffer.h"
#include <string>
#include <vector>

namespace hpinstr {

/// What one object file, program or shared object holds of us.
struct ElfProbes {
  std::string Name; ///< member of an archive: ARCHIVE(MEMBER)
  std::string Kind; ///< "executable", "shared object", "relocatable object"
  uint64_t NumDescriptors = 0, NumCounters = 0;
  uint64_t CounterBytes = 0, TableBytes = 0;
  std::vector<uint32_t> ForeignAbis; ///< versions this reader does not know
  std::vector<ModuleTables> Modules;
  std::vector<std::string> Losses;
};

/// Looks into an ELF file or an archive of them. Fails where \p Buffer is neither.
llvm::Expected<std::vector<ElfProbes>> findProbes(llvm::MemoryBufferRef Buffer);

} // namespace hpinstr

#endif
