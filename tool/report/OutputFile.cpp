//===- OutputFile.cpp - writes a file as a whole or not at all ------------===//
//
// Owns: output by a temporary and a rename, and the refusal to write over an input. Must not: know what is written.
//
//===----------------------------------------------------------------------===//
#include "OutputFile.h"
#include "Diag.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;
using namespace hpinstr;

Error hpinstr::checkNotAnInput(StringRef Output, const std::vector<Input> &Inputs) {
  for (const Input &In : Inputs)
    if (sys::fs::equivalent(In.Path, Output))
      return makeError(Output + ": expected an output that is no input, found " + In.Path +
                       " itself; name another file");
  return Error::success();
}

static Error cannotWrite(StringRef Path, std::error_code EC) {
  return makeError(Path + ": expected to write it, found: " + EC.message() + "; name a file in a writable directory");
}

static Error writeInPlace(StringRef Path, function_ref<Error(raw_ostream &)> Write) {
  std::error_code EC;
  raw_fd_ostream OS(Path, EC, sys::fs::CD_OpenExisting, sys::fs::FA_Write, sys::fs::OF_None);
  if (EC)
    return cannotWrite(Path, EC);
  Error E = Write(OS);
  OS.flush();
  std::error_code WriteEC = OS.error();
  OS.clear_error();
  if (E || !WriteEC)
    return E;
  return cannotWrite(Path, WriteEC);
}

/// \returns true for devices, pipes and what stands for an open descriptor.
static bool isSpecial(StringRef Path) {
  sys::fs::file_status Status;
  return Path.starts_with("/dev/") || Path.starts_with("/proc/") ||
         (!sys::fs::status(Path, Status) && !sys::fs::is_regular_file(Status));
}

static Error writeBeside(StringRef Path, function_ref<Error(raw_ostream &)> Write) {
  Expected<sys::fs::TempFile> Temp = sys::fs::TempFile::create(Path + ".%%%%%%.tmp", 0666);
  if (!Temp)
    return cannotWrite(Path, errorToErrorCode(Temp.takeError()));
  raw_fd_ostream OS(Temp->FD, /*shouldClose=*/false);
  Error E = Write(OS);
  OS.flush();
  std::error_code EC = OS.error();
  OS.clear_error();
  if (!E && !EC) {
    Error Kept = Temp->keep(Path);
    return Kept ? cannotWrite(Path, errorToErrorCode(std::move(Kept))) : Error::success();
  }
  consumeError(Temp->discard());
  if (E)
    return E;
  return cannotWrite(Path, EC);
}

Error hpinstr::writeOutput(StringRef Path, function_ref<Error(raw_ostream &)> Write) {
  if (Path.empty() || Path == "-")
    return Write(outs());
  if (sys::fs::is_directory(Path))
    return makeError(Path + ": expected a file to write, found a directory; name a file in it");
  // A rename onto a link, such as /dev/stdout, would put a file in its place.
  if (isSpecial(Path))
    return writeInPlace(Path, Write);
  SmallString<256> Target(Path);
  if (sys::fs::is_symlink_file(Path))
    (void)sys::fs::real_path(Path, Target);
  return writeBeside(Target, Write);
}
