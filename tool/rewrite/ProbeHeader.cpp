//===- ProbeHeader.cpp - the probes' header, as it is put into trees ------===//
#include "ProbeHeader.h"

// ProbeHeaderText.S.
extern "C" const char HpiProbeHeaderStart[], HpiProbeHeaderEnd[];

llvm::StringRef hpi::probeHeader() { return {HpiProbeHeaderStart, size_t(HpiProbeHeaderEnd - HpiProbeHeaderStart)}; }
