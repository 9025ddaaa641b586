//===- ProfileRows.cpp - rows of text in merged reports -------------------===//
#include "ProfileRows.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace hpinstr;

std::string hpinstr::escapedWord(StringRef Text) {
  std::string Result;
  for (char C : Text)
    if (C == '\t' || C == '\n' || C == '\\')
      (Result += '\\') += C == '\t' ? 't' : C == '\n' ? 'n' : '\\';
    else
      Result += C;
  return Result;
}

std::string hpinstr::unescapedWord(StringRef Word) {
  std::string Result;
  for (; !Word.empty(); Word = Word.drop_front()) {
    if (Word.size() > 1 && Word.consume_front("\\"))
      Result += Word.front() == 't' ? '\t' : Word.front() == 'n' ? '\n' : Word.front();
    else
      Result += Word.front();
  }
  return Result;
}

std::string hpinstr::functionKey(const Profile &P, size_t Function) {
  const ProfileFunction &F = P.Functions[Function];
  return (Twine(escapedWord(P.Files[F.File].Path)) + "\t" + Twine(F.Line) + "\t" + Twine(F.Column) + "\t" +
          escapedWord(F.Linkage.empty() ? F.Name : F.Linkage))
      .str();
}

ProfileIndex::ProfileIndex(const Profile &P) {
  for (const auto &[Index, File] : enumerate(P.Files))
    Files[escapedWord(File.Path)] = Index;
  for (size_t I = 0; I != P.Functions.size(); ++I)
    Functions[functionKey(P, I)] = I;
}

static std::optional<size_t> findIn(const StringMap<size_t> &Map, StringRef Key) {
  auto It = Map.find(Key);
  return It == Map.end() ? std::nullopt : std::optional(It->second);
}

std::optional<size_t> ProfileIndex::file(StringRef Path) const { return findIn(Files, Path); }

std::optional<size_t> ProfileIndex::function(const StringRef *Words) const {
  return findIn(Functions, join(ArrayRef(Words, 4), "\t"));
}

void hpinstr::readRows(const std::vector<std::string> &Blocks, StringRef What, std::vector<std::string> &Losses,
                       function_ref<bool(StringRef)> Read) {
  uint64_t NumBad = 0;
  for (StringRef Rows : Blocks)
    for (StringRef Row : split(Rows, '\n'))
      NumBad += !Row.empty() && !Read(Row);
  if (NumBad)
    Losses.push_back(("expected " + What + " of lines and functions of the report, found " + Twine(NumBad) +
                      " others: they are lost")
                         .str());
}
