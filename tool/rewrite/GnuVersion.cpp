//===- GnuVersion.cpp - which GCC a compiler is ---------------------------===//
#include "Commands.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace llvm;

/// What `Program Flag` prints, up to the first newline.
static std::string firstLine(StringRef Program, StringRef Flag) {
  SmallString<128> File;
  if (sys::fs::createTemporaryFile("hpinstr-rewrite", "txt", File))
    return "";
  std::optional<StringRef> Streams[] = {StringRef("/dev/null"), StringRef(File), StringRef("/dev/null")};
  int Status = sys::ExecuteAndWait(Program, {Program, Flag}, std::nullopt, Streams, 10);
  auto Text = MemoryBuffer::getFile(File);
  (void)sys::fs::remove(File);
  return Status || !Text ? "" : (*Text)->getBuffer().split('\n').first.trim().str();
}

std::string hpi::gnuVersion(StringRef Compiler) {
  auto Program = sys::findProgramByName(Compiler);
  if (!Program || !StringRef(firstLine(*Program, "--version")).contains_insensitive("(") ||
      StringRef(firstLine(*Program, "--version")).contains("clang"))
    return "";
  std::string Version = firstLine(*Program, "-dumpfullversion");
  return all_of(Version, [](char C) { return isDigit(C) || C == '.'; }) ? Version : "";
}
