//===- NameAllocators.cpp - what type an allocator is of ------------------===//
//
// The reader tells the type of what the standard library allocates from the names of the library's functions on the
// stack, inlined ones too. Line tables without other debug information name a function without what it is a member of:
// `allocate`, of any type. So that the type is there, such a function gets its full name.
//
//===----------------------------------------------------------------------===//
#include "Passes.h"

#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace hpi;

// Operand of a DISubprogram.
static constexpr unsigned NameOperand = 2;

static bool isAllocator(StringRef Symbol) {
  bool IsLibrary = Symbol.starts_with("_ZNSt") || Symbol.starts_with("_ZSt") || Symbol.starts_with("_ZN9__gnu_cxx");
  return IsLibrary && (Symbol.contains("8allocate") || Symbol.contains("make_unique"));
}

void hpi::nameAllocators(Module &M) {
  for (Function &F : M) {
    DISubprogram *Program = F.getSubprogram();
    if (!Program || !Program->getLinkageName().empty() || !isAllocator(F.getName()))
      continue;
    std::string Name = demangle(std::string_view(F.getName()));
    Program->replaceOperandWith(NameOperand, MDString::get(M.getContext(), Name));
  }
}
