//===- AllocatedType.cpp - the type that an allocator's name tells --------===//
#include "AllocatedType.h"
#include "FunctionName.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

/// \returns the first of the arguments that \p Text, which begins behind a '<', has up to its comma or '>'
static StringRef firstArgument(StringRef Text) {
  unsigned Depth = 0;
  for (size_t I = 0; I != Text.size(); ++I) {
    char C = Text[I];
    if (Depth == 0 && (C == ',' || C == '>'))
      return Text.take_front(I).trim();
    if (StringRef("<([{").contains(C))
      ++Depth;
    else if (StringRef(">)]}").contains(C))
      --Depth;
  }
  return "";
}

/// \returns what stands behind \p Template and its '<' where \p Name has it as a whole word; `[abi:x]` may stand
/// between
static StringRef behindTemplate(StringRef Name, StringRef Template) {
  for (size_t At = Name.find(Template); At != StringRef::npos; At = Name.find(Template, At + 1)) {
    StringRef Rest = Name.substr(At + Template.size());
    if (Rest.starts_with("[abi:"))
      Rest = Rest.substr(Rest.find(']') + 1);
    bool IsWord = At == 0 || StringRef(" :<,(").contains(Name[At - 1]);
    if (IsWord && Rest.consume_front("<"))
      return Rest;
  }
  return "";
}

/// The object in the block that a shared_ptr allocates for it and its counts.
static StringRef sharedObject(StringRef Type) {
  auto [Template, Arguments] = Type.split('<');
  if (Template.ends_with("::_Sp_counted_ptr_inplace") || Template.ends_with("::__shared_ptr_emplace"))
    return firstArgument(Arguments);
  return Type;
}

std::string hpinstr::allocatedType(StringRef Name) {
  for (StringRef Maker : {"make_unique", "make_unique_for_overwrite"})
    if (StringRef Rest = behindTemplate(Name, Maker); !Rest.empty() && Name.contains("std::"))
      return firstArgument(Rest).str();
  // Behind the name may stand an ABI tag, and its parameters, where a function's linkage name is known.
  if (!Name.contains(">::allocate(") && !Name.contains(">::allocate[") && !Name.ends_with(">::allocate"))
    return "";
  for (StringRef Allocator : {"__new_allocator", "new_allocator", "allocator"})
    if (StringRef Rest = behindTemplate(Name, Allocator); !Rest.empty())
      return sharedObject(firstArgument(Rest)).str();
  return "";
}

StringRef TypeFinder::find(StringRef Symbol) {
  auto [It, IsNew] = Known.try_emplace(Symbol);
  if (IsNew)
    It->second = allocatedType(functionName(Symbol, Symbol));
  return It->second;
}
