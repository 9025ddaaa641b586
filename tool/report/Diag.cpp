//===- Diag.cpp - one-line messages of the reader -------------------------===//
//
// Owns: the wording frame of messages. Must not: end the process.
//
//===----------------------------------------------------------------------===//
#include "Diag.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

char hpinstr::UsageError::ID;

Error hpinstr::makeError(const Twine &Text) { return createStringError(inconvertibleErrorCode(), Text); }

Error hpinstr::makeUsageError(const Twine &Text) { return make_error<UsageError>(Text); }

static void printMessage(StringRef Kind, const Twine &Text) {
  outs().flush();
  errs() << "hpinstr: " << Kind << ": " << hpinstr::printable(Text.str()) << '\n';
}

void hpinstr::printError(const Twine &Text) { printMessage("error", Text); }
void hpinstr::printWarning(const Twine &Text) { printMessage("warning", Text); }

std::string hpinstr::printable(StringRef Text) {
  std::string Out = Text.str();
  for (char &C : Out)
    if ((static_cast<unsigned char>(C) < 0x20 && C != '\t') || C == 0x7f)
      C = '?';
  return Out;
}
