//===- NameAllocators.cpp - what type an allocator is of ------------------===//
//
// The reader tells the type of what the standard library allocates from the names of the library's functions on the
// stack, inlined ones too. Line tables without other debug information name a function without what it is a member of:
// `allocate`, of any type. So that the type is there, such a function gets its full name. So do instantiations of one
// template in which one `new` allocates different types.
//
//===----------------------------------------------------------------------===//
#include "Passes.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Module.h"
#include <map>
#include <set>

using namespace llvm;
using namespace hpi;

// Operand of a DISubprogram.
static constexpr unsigned NameOperand = 2;

static bool isAllocator(StringRef Symbol) {
  bool IsLibrary = Symbol.starts_with("_ZNSt") || Symbol.starts_with("_ZSt") || Symbol.starts_with("_ZN9__gnu_cxx");
  return IsLibrary && (Symbol.contains("8allocate") || Symbol.contains("make_unique"));
}

/// The linkage names of functions in which a `new` has another type than in others.
static StringSet<> functionsThatDiffer(const SiteTable &Table) {
  std::map<std::tuple<unsigned, unsigned, unsigned>, std::set<StringRef>> Types;
  for (const NewRecord &New : Table.News)
    Types[{New.File, New.Line, New.Column}].insert(New.Type);
  StringSet<> Names;
  for (const NewRecord &New : Table.News)
    if (New.Function >= 0 && Types[{New.File, New.Line, New.Column}].size() > 1)
      Names.insert(Table.Functions[New.Function].Linkage);
  return Names;
}

void hpi::nameAllocators(Module &M, const SiteTable &Table) {
  StringSet<> Differing = functionsThatDiffer(Table);
  for (Function &F : M) {
    DISubprogram *Program = F.getSubprogram();
    bool IsDiffering = Differing.contains(F.getName());
    if (!Program || !Program->getLinkageName().empty() || !(IsDiffering || isAllocator(F.getName())))
      continue;
    std::string Name = IsDiffering ? F.getName().str() : demangle(std::string_view(F.getName()));
    Program->replaceOperandWith(NameOperand, MDString::get(M.getContext(), Name));
  }
}
