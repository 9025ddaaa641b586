//===- FunctionName.cpp - names of functions for people -------------------===//
//
// Owns: demangling and the one name that several instantiations share. Must not: know reports.
//
//===----------------------------------------------------------------------===//
#include "FunctionName.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Demangle/Demangle.h"

using namespace llvm;

std::string hpinstr::functionName(StringRef Linkage, StringRef Name) {
  if (!Linkage.starts_with("_Z"))
    return Name.empty() ? Linkage.str() : Name.str();
  std::string Demangled = demangle(std::string_view(Linkage));
  return Demangled == Linkage && !Name.empty() ? Name.str() : Demangled;
}

/// \returns the length of an operator's name at the start of \p Text whose brackets are no template's, else 0.
static size_t operatorLength(StringRef Text) {
  for (StringRef Op : {"operator<=>", "operator<<=", "operator>>=", "operator<<", "operator>>",
                       "operator<=", "operator>=", "operator->*", "operator->", "operator<", "operator>", "operator()"})
    if (Text.starts_with(Op))
      return Op.size();
  return 0;
}

std::string hpinstr::withoutArguments(StringRef Name) {
  std::string Out;
  unsigned Depth = 0;
  for (size_t I = 0; I < Name.size(); ++I) {
    if (size_t Length = Depth ? 0 : operatorLength(Name.substr(I))) {
      Out += Name.substr(I, Length);
      I += Length - 1;
      continue;
    }
    char C = Name[I];
    if (C == '<' && Depth++ == 0)
      Out += "<...>";
    else if (C == '>' && Depth)
      --Depth;
    else if (C != '<' && Depth == 0 && C != '>')
      Out += C;
  }
  return Out;
}

/// \returns \p Name up to its parameters, without the return type that instantiations carry.
static std::string bareName(StringRef Name) {
  std::string Plain = hpinstr::withoutArguments(Name);
  StringRef Rest = Plain;
  size_t Open = Rest.find('(', Rest.starts_with("(anonymous namespace)") ? 21 : 0);
  while (Open != StringRef::npos && Rest.substr(Open).starts_with("(anonymous namespace)"))
    Open = Rest.find('(', Open + 1);
  StringRef Head = Rest.take_front(Open);
  if (Head.contains("operator") || Head.contains("(anonymous namespace)"))
    return Head.str();
  size_t Blank = Head.rfind(' ');
  return Head.substr(Blank == StringRef::npos ? 0 : Blank + 1).str();
}

bool hpinstr::isOneName(const std::set<std::string> &Names) {
  std::set<std::string> Bare;
  for (const std::string &Name : Names)
    Bare.insert(bareName(Name));
  return Bare.size() <= 1;
}

std::string hpinstr::commonName(const std::set<std::string> &Names) {
  if (Names.empty())
    return "";
  if (Names.size() == 1)
    return *Names.begin();
  if (isOneName(Names))
    return bareName(*Names.begin());
  return (*Names.begin() + Twine(" and ") + Twine(Names.size() - 1) + " more").str();
}
