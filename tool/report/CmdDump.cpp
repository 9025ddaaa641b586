//===- CmdDump.cpp - hpinstr dump -----------------------------------------===//
//
// Owns: one report file to text, and back. Must not: know the text.
//
//===----------------------------------------------------------------------===//
#include "Command.h"
#include "Diag.h"
#include "DumpText.h"
#include "OutputFile.h"

using namespace llvm;
using namespace hpinstr;

static const OptionSpec Options[] = {
    {"--undump", "", "Turn the text FILE back to a report; needs -o."},
    {"-o", "FILE", "Write to FILE, as a whole or not at all; the default is stdout."},
};

static Error run(const Arguments &Args) {
  if (Args.Paths.size() != 1)
    return makeUsageError("expected one FILE, found " + Twine(Args.Paths.size()));
  bool IsBack = Args.has("--undump");
  if (IsBack && !Args.has("-o"))
    return makeUsageError("expected -o FILE for the report, found none");
  const std::string &Path = Args.Paths.front();
  if (Error E = checkNotAnInput(Args.get("-o"), {{Path, true}}))
    return E;
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!Buffer)
    return makeError(Path + ": expected a readable file, found: " + Buffer.getError().message() + "; check its name");
  StringRef Bytes = (*Buffer)->getBuffer();
  if (!IsBack)
    if (Expected<HpiFileHeader> Header = readHeader(Bytes, Path); !Header)
      return Header.takeError();
  return writeOutput(Args.get("-o"), [&](raw_ostream &OS) -> Error {
    if (IsBack)
      return undumpReport(Bytes, Path, OS);
    dumpReport(Bytes, OS);
    return Error::success();
  });
}

const Command hpinstr::DumpCommand = {
    "dump",
    "FILE",
    "Show a report file byte for byte as text, and back.",
    "The text holds every byte of the file: `hpinstr dump --undump TEXT -o FILE` gives the same file back.",
    Options,
    run};
