//===- Main.cpp - the program hpinstr -------------------------------------===//
//
// Owns: choosing the command, the exit status, and what becomes of a failing stdout.
// Must not: do a command's work.
//
//===----------------------------------------------------------------------===//
#include "Command.h"
#include "Diag.h"
#include "Version.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

using namespace llvm;
using namespace hpinstr;

/// A closed standard stream would give its number to the next file opened. Stdout is replaced by one that
/// cannot be written, so that the loss of output is seen.
static void holdStandardStreams() {
  for (int Fd : {0, 1, 2})
    if (fcntl(Fd, F_GETFD) == -1 && errno == EBADF)
      (void)!open("/dev/null", Fd == 2 ? O_WRONLY : O_RDONLY);
}

/// \returns \p Status, or 1 where output was lost. A reader that went away (EPIPE) is no news.
static int finishOutput(int Status) {
  outs().flush();
  std::error_code EC = outs().error();
  if (!EC)
    return Status;
  outs().clear_error();
  if (EC != std::errc::broken_pipe)
    printError("stdout: expected to write the output, found: " + EC.message() + "; send it elsewhere");
  return Status ? Status : 1;
}

static int report(Error E) {
  int Status = E.isA<UsageError>() ? 2 : 1;
  printError(toString(std::move(E)));
  return Status;
}

static Error unknownCommand(StringRef Name) {
  SmallVector<StringRef, 8> Names;
  for (const Command *C : allCommands())
    Names.push_back(C->Name);
  return makeUsageError("unknown command " + Name + suggestion(Name, Names) + "; `hpinstr --help` lists them");
}

/// `hpinstr help [COMMAND]`: what `hpinstr [COMMAND] --help` prints.
static Error runHelp(ArrayRef<StringRef> Args) {
  if (Args.empty() || Args.front() == "--help" || Args.front() == "-h") {
    printOverview(outs());
    return Error::success();
  }
  const Command *C = findCommand(Args.front());
  if (!C || Args.size() > 1)
    return C ? makeUsageError("help: expected one command, found " + Twine(Args.size())) : unknownCommand(Args.front());
  printHelp(*C, outs());
  return Error::success();
}

static Error runCommand(ArrayRef<StringRef> Args) {
  if (Args.empty())
    return makeUsageError("expected a command, found none; `hpinstr --help` lists them");
  StringRef First = Args.front();
  if (First == "--version") {
    outs() << "hpinstr " << versionText() << '\n';
    return Error::success();
  }
  if (First == "--help" || First == "-h") {
    printOverview(outs());
    return Error::success();
  }
  if (First == "help")
    return runHelp(Args.drop_front());
  const Command *C = findCommand(First);
  if (!C)
    return First.starts_with("-") ? makeUsageError("unknown option " + First + "; `hpinstr --help` lists the commands")
                                  : unknownCommand(First);
  Expected<Arguments> Parsed = parseArguments(*C, Args.drop_front());
  if (!Parsed)
    return Parsed.takeError();
  if (Parsed->has("--help")) {
    printHelp(*C, outs());
    return Error::success();
  }
  return C->Run(*Parsed);
}

/// Memory that large arrays grow out of stays in the process: given back and fetched again, its pages would be cleared
/// each time.
static void keepFreedMemory() {
  mallopt(M_MMAP_THRESHOLD, 1 << 25);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 1 << 26);
}

int main(int Argc, char **Argv) {
  keepFreedMemory();
  holdStandardStreams();
  SmallVector<StringRef, 16> Args(Argv + 1, Argv + std::max(Argc, 1));
  Error E = runCommand(Args);
  return finishOutput(E ? report(std::move(E)) : 0);
}
