//===- AbiNames.h - names of the probe ABI as strings ---------------------===//
//
// Owns: include/hpinstr/Abi.inc, spelled for C++.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_ABINAMES_H
#define HPINSTR_PLUGIN_ABINAMES_H

namespace hpi {

/// AbiNames::OFFSET and so on.
struct AbiNames {
#define HPI_ABI(Name, Text) static constexpr char Name[] = Text;
#include "hpinstr/Abi.inc"
};

} // namespace hpi

#endif
