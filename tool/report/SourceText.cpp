//===- SourceText.cpp - finds and reads source files ----------------------===//
//
// Owns: where a source file is now, and whether it is the one that was compiled. Must not: print.
//
//===----------------------------------------------------------------------===//
#include "SourceText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"

using namespace llvm;
using namespace hpinstr;

// A path comes from the report: a device or an endless file must not hang or fill the reader.
static constexpr uint64_t MaxSourceBytes = 64u << 20;

static std::vector<std::string> candidatePaths(StringRef Path, const std::vector<std::string> &SourceDirs) {
  std::vector<std::string> Candidates;
  for (const std::string &Dir : SourceDirs) {
    StringRef Tail = sys::path::relative_path(Path);
    while (!Tail.empty()) {
      SmallString<256> Joined(Dir);
      sys::path::append(Joined, Tail);
      Candidates.push_back(std::string(Joined));
      Tail = Tail.substr(std::min(Tail.find('/'), Tail.size() - 1) + 1);
    }
  }
  Candidates.push_back(Path.str());
  return Candidates;
}

std::string hpinstr::sha256Text(StringRef Text) {
  auto Sum = SHA256::hash(ArrayRef<uint8_t>(Text.bytes_begin(), Text.size()));
  return toHex(Sum, /*LowerCase=*/true);
}

static void splitLines(SourceText &Text) {
  for (StringRef Bytes = Text.Buffer->getBuffer(); !Bytes.empty();) {
    auto [Line, Rest] = Bytes.split('\n');
    Text.Lines.push_back(Line.rtrim('\r'));
    Bytes = Rest;
  }
}

static SourceText readSource(StringRef Path, const std::set<std::string> &Sha256) {
  SourceText Text;
  sys::fs::file_status Status;
  if (sys::fs::status(Path, Status) || !sys::fs::is_regular_file(Status) || Status.getSize() > MaxSourceBytes)
    return Text;
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!Buffer)
    return Text;
  Text.Path = Path.str();
  Text.Buffer = std::move(*Buffer);
  bool IsKnown = Sha256.empty() || Sha256.count(sha256Text(Text.Buffer->getBuffer()));
  Text.State = IsKnown ? SourceState::Unchanged : SourceState::Changed;
  splitLines(Text);
  return Text;
}

SourceText hpinstr::findSource(const ProfileFile &File, const std::vector<std::string> &SourceDirs,
                               const std::map<std::string, std::string> &Kept) {
  SourceText Best;
  for (const std::string &Path : candidatePaths(File.Path, SourceDirs)) {
    SourceText Text = readSource(Path, File.Sha256);
    if (Text.State == SourceState::Unchanged)
      return Text;
    if (Best.State == SourceState::Missing)
      Best = std::move(Text);
  }
  for (const std::string &Sum : File.Sha256)
    if (auto It = Kept.find(Sum); It != Kept.end()) {
      SourceText Text;
      Text.State = SourceState::Unchanged;
      Text.Path = File.Path;
      Text.Buffer = MemoryBuffer::getMemBufferCopy(It->second);
      splitLines(Text);
      return Text;
    }
  return Best;
}
