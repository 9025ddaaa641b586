//===- IncludePlace.cpp - a line that can take an #include ----------------===//
//
// Before the first code of a file there are comments, blank lines and directives. A blank line outside of any `#if` can
// hold an #include, and so can the line on which a comment starts: `#include "x" /* the comment, as it was`.
//
//===----------------------------------------------------------------------===//
#include "Text.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace hpi;

namespace {

class Scanner {
public:
  explicit Scanner(StringRef Text) : Text(Text) {}
  IncludePlace find();

private:
  size_t lineEnd(size_t From) const;
  bool directive();
  bool comment();
  size_t skipComment(size_t From) const;

  StringRef Text;
  size_t At = 0; ///< start of a line
  int Depth = 0; ///< of #if
};

} // namespace

/// The end of the line at \p From, spliced lines being one; at the newline.
size_t Scanner::lineEnd(size_t From) const {
  for (size_t I = From; I < Text.size(); ++I) {
    if (Text[I] != '\n')
      continue;
    size_t Last = I;
    if (Last > From && Text[Last - 1] == '\r')
      --Last;
    if (Last == From || Text[Last - 1] != '\\')
      return I;
  }
  return Text.size();
}

/// The offset behind the comment at \p From.
size_t Scanner::skipComment(size_t From) const {
  if (Text.substr(From).starts_with("//"))
    return lineEnd(From);
  size_t End = Text.find("*/", From + 2);
  return End == StringRef::npos ? Text.size() : End + 2;
}

/// Steps over the directive at At, with comments that it starts. \returns false at the end
bool Scanner::directive() {
  StringRef Word = Text.substr(At).ltrim(" \t").drop_front().ltrim(" \t").take_while(isAlpha);
  if (Word.starts_with("if"))
    ++Depth;
  else if (Word == "endif")
    --Depth;
  size_t End = lineEnd(At);
  for (size_t I = At; I < End; ++I) {
    if (Text[I] == '"')
      for (++I; I < End && Text[I] != '"'; ++I)
        I += Text[I] == '\\';
    else if (Text[I] == '/' && I + 1 < End && (Text[I + 1] == '*' || Text[I + 1] == '/'))
      I = skipComment(I) - 1, End = std::max(End, lineEnd(I));
  }
  At = End + 1;
  return At < Text.size();
}

/// Steps over the comment at At. \returns false where code follows it on its last line
bool Scanner::comment() {
  size_t Begin = At + Text.substr(At).find('/');
  size_t End = skipComment(Begin);
  size_t Line = lineEnd(End);
  if (!Text.slice(End, Line).trim(" \t\r").empty())
    return false;
  At = Line + 1;
  return true;
}

IncludePlace Scanner::find() {
  if (Text.starts_with("\xEF\xBB\xBF"))
    At = 3;
  size_t Start = At;
  while (At < Text.size()) {
    size_t Line = At;
    StringRef Rest = Text.slice(At, lineEnd(At)).trim(" \t\r");
    if (Rest.starts_with("#")) {
      if (!directive())
        break;
      continue;
    }
    if (Rest.empty())
      ++(At = lineEnd(At));
    else if (!(Rest.starts_with("/*") || Rest.starts_with("//")) || !comment())
      break;
    if (Depth == 0)
      return {Line, false};
  }
  return {Start, true};
}

IncludePlace hpi::findIncludePlace(StringRef Text) { return Scanner(Text).find(); }
