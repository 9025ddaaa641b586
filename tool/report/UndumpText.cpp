//===- UndumpText.cpp - text back to the raw report -----------------------===//
//
// Owns: text to bytes; the lines are described in DumpText.h. Must not: repair or check a report.
//
//===----------------------------------------------------------------------===//
#include "Diag.h"
#include "DumpText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/EndianStream.h"

using namespace llvm;
using namespace hpinstr;

// A text of a few bytes must not fill a disk: no report of a process comes near this.
static constexpr uint64_t MaxFileBytes = uint64_t(64) << 30;

namespace {
/// Turns lines to bytes; remembers where they go.
class Assembler {
public:
  explicit Assembler(raw_ostream &OS) : OS(OS) {}

  /// \returns what was expected where \p Line cannot be read, else nothing.
  const char *line(StringRef Line);

private:
  const char *place(StringRef Rest);
  const char *number(StringRef Word, StringRef Rest);
  const char *text(StringRef Rest);
  const char *hex(StringRef Rest);
  const char *counts(StringRef Rest);
  const char *zero(StringRef Rest);
  void put(StringRef Bytes) {
    OS << Bytes;
    Offset += Bytes.size();
  }

  raw_ostream &OS;
  uint64_t Offset = 0;
  bool HasVersion = false;
};
} // namespace

const char *Assembler::place(StringRef Rest) {
  uint64_t Expected;
  if (Rest.split(' ').first.getAsInteger(10, Expected))
    return "an offset";
  return Expected == Offset ? nullptr : "the offset that the lines before lead to";
}

const char *Assembler::number(StringRef Word, StringRef Rest) {
  StringRef Text = Rest.split(' ').second;
  char Bytes[8];
  uint64_t Wide;
  uint32_t Narrow;
  int32_t Signed;
  if (Word == "u64") {
    if (Text.getAsInteger(10, Wide))
      return "a name and a number of 64 bits";
    support::endian::write64le(Bytes, Wide);
    put(StringRef(Bytes, 8));
    return nullptr;
  }
  bool IsBad = Word == "i32" ? Text.getAsInteger(10, Signed) : Text.getAsInteger(10, Narrow);
  if (IsBad)
    return "a name and a number of 32 bits";
  support::endian::write32le(Bytes, Word == "i32" ? uint32_t(Signed) : Narrow);
  put(StringRef(Bytes, 4));
  return nullptr;
}

const char *Assembler::text(StringRef Rest) {
  if (!Rest.consume_front("\"") || !Rest.consume_back("\""))
    return "a text in quotes";
  std::string Bytes;
  while (!Rest.empty()) {
    if (Rest.front() != '\\') {
      Bytes += Rest.front();
      Rest = Rest.drop_front();
      continue;
    }
    std::string Byte;
    if (Rest.size() < 4 || Rest[1] != 'x' || !tryGetFromHex(Rest.substr(2, 2), Byte))
      return "\\xHH in a text";
    Bytes += Byte;
    Rest = Rest.drop_front(4);
  }
  put(Bytes);
  return nullptr;
}

const char *Assembler::hex(StringRef Rest) {
  std::string Bytes;
  if (Rest.size() % 2 || !tryGetFromHex(Rest, Bytes))
    return "pairs of hexadecimal digits";
  put(Bytes);
  return nullptr;
}

const char *Assembler::counts(StringRef Rest) {
  while (!Rest.empty()) {
    auto [Word, Tail] = Rest.split(' ');
    uint64_t Count;
    if (Word.getAsInteger(10, Count))
      return "numbers of 64 bits";
    char Bytes[8];
    support::endian::write64le(Bytes, Count);
    put(StringRef(Bytes, 8));
    Rest = Tail;
  }
  return nullptr;
}

const char *Assembler::zero(StringRef Rest) {
  uint64_t Count;
  if (Rest.getAsInteger(10, Count) || Count > MaxFileBytes - std::min(Offset, MaxFileBytes))
    return "a number of bytes that keeps the file below 64 GiB";
  Offset += Count;
  for (; Count; Count -= std::min<uint64_t>(Count, 1u << 20))
    OS.write_zeros(std::min<uint64_t>(Count, 1u << 20));
  return nullptr;
}

const char *Assembler::line(StringRef Line) {
  Line = Line.trim();
  if (Line.empty() || Line.front() == '#')
    return nullptr;
  auto [Word, Rest] = Line.split(' ');
  if (!HasVersion) {
    HasVersion = Line == "hpinstr-dump 1";
    return HasVersion ? nullptr : "`hpinstr-dump 1` as the first line";
  }
  if (Word == "at")
    return place(Rest);
  if (Word == "u32" || Word == "i32" || Word == "u64")
    return number(Word, Rest);
  if (Word == "text")
    return text(Rest);
  if (Word == "hex")
    return hex(Rest);
  if (Word == "counts")
    return counts(Rest);
  if (Word == "zero")
    return zero(Rest);
  return "at, u32, i32, u64, text, hex, counts or zero";
}

Error hpinstr::undumpReport(StringRef Text, StringRef Name, raw_ostream &OS) {
  Assembler A(OS);
  uint64_t Number = 1;
  for (; !Text.empty(); ++Number) {
    auto [Line, Rest] = Text.split('\n');
    if (const char *Expected = A.line(Line))
      return makeError(Name + ":" + Twine(Number) + ": expected " + Expected +
                       ", found: " + Line.trim().take_front(80) + "; write the text with `hpinstr dump`");
    Text = Rest;
  }
  return Error::success();
}
