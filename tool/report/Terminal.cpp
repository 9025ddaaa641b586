//===- Terminal.cpp - colours and numbers for people ----------------------===//
//
// Owns: when output is coloured, and how figures are written. Must not: know reports.
//
//===----------------------------------------------------------------------===//
#include "Terminal.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <charconv>

using namespace llvm;
using namespace hpinstr;

Palette hpinstr::makePalette(StringRef When) {
  std::optional<std::string> NoColor = sys::Process::GetEnv("NO_COLOR");
  bool IsWanted = outs().is_displayed() && !(NoColor && !NoColor->empty());
  Palette P;
  if (When == "never" || (When != "always" && !IsWanted))
    return P;
  P.Bold = "\033[1m";
  P.Dim = "\033[2m";
  P.Red = "\033[31m";
  P.Reset = "\033[0m";
  return P;
}

std::string hpinstr::fixedText(double Value, int Digits) {
  char Text[32]; // printf would take most of a large report's time
  auto [End, EC] = std::to_chars(std::begin(Text), std::end(Text), Value, std::chars_format::fixed, Digits);
  return EC == std::errc() ? std::string(Text, End) : "";
}

std::string hpinstr::percentText(uint64_t Part, uint64_t Whole) {
  if (Part >= Whole)
    return "100%";
  // Never rounded up to 100, which would hide the one that is missing.
  return fixedText(std::min(99.9, double(Part) * 100 / double(Whole)), 1) + "%";
}

std::string hpinstr::bytesText(uint64_t Bytes) {
  if (Bytes < 1000)
    return (Twine(Bytes) + " B").str();
  double Value = double(Bytes) / 1000;
  const char *Units[] = {" kB", " MB", " GB", " TB"};
  unsigned Unit = 0;
  for (; Value >= 999.95 && Unit < 3; ++Unit)
    Value /= 1000;
  return fixedText(Value, 1) + Units[Unit];
}

std::string hpinstr::memoryText(int64_t Bytes) {
  if (Bytes > -10000 && Bytes < 10000)
    return (Twine(Bytes) + " B").str();
  double Value = double(Bytes) / 1024;
  const char *Units[] = {" KiB", " MiB", " GiB", " TiB"};
  unsigned Unit = 0;
  for (; (Value >= 1024 || Value <= -1024) && Unit < 3; ++Unit)
    Value /= 1024;
  return fixedText(Value, 3) + Units[Unit];
}

bool hpinstr::isUtf8Locale() {
  for (const char *Name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (std::optional<std::string> Value = sys::Process::GetEnv(Name); Value && !Value->empty())
      return StringRef(*Value).contains_insensitive("utf-8") || StringRef(*Value).contains_insensitive("utf8");
  return false;
}

std::string hpinstr::withoutTabs(StringRef Text) {
  std::string Out;
  size_t Column = 0;
  for (char C : Text) {
    size_t Width = C == '\t' ? 8 - Column % 8 : (C & 0xc0) != 0x80; // the further bytes of a character take no column
    C == '\t' ? Out.append(Width, ' ') : Out.append(1, C);
    Column += Width;
  }
  return Out;
}

std::string hpinstr::countText(uint64_t N, StringRef One, StringRef Many) {
  return (Twine(N) + " " + (N == 1 ? One : Many)).str();
}
