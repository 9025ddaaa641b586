//===- UnitCache.cpp - what an earlier run found in a translation unit ----===//
//
// One list of fields serves for writing and for reading, so that the two cannot differ. A file ends with a hash of
// itself: what is damaged is parsed again.
//
//===----------------------------------------------------------------------===//
#include "UnitCache.h"
#include "Tree.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;
using namespace hpi;

namespace {

class UnitWriter {
public:
  void number(uint64_t Value) {
    do {
      Out += char((Value & 0x7f) | (Value > 0x7f ? 0x80 : 0));
      Value >>= 7;
    } while (Value);
  }
  void string(StringRef Text) {
    number(Text.size());
    Out += Text;
  }
  std::string Out;
};

class Reader {
public:
  explicit Reader(StringRef Text) : Text(Text) {}
  uint64_t number() {
    uint64_t Value = 0;
    for (unsigned Shift = 0; Shift < 64; Shift += 7) {
      if (Text.empty())
        return IsBad = true, 0;
      unsigned char Byte = Text.front();
      Text = Text.drop_front();
      Value |= uint64_t(Byte & 0x7f) << Shift;
      if (Byte < 0x80)
        break;
    }
    return Value;
  }
  StringRef string() {
    uint64_t Size = number();
    IsBad |= Size > Text.size();
    StringRef Out = Text.take_front(Size);
    Text = Text.drop_front(Out.size());
    return Out;
  }
  /// A count of things that take a byte each at the least.
  uint64_t count() {
    uint64_t Count = number();
    IsBad |= Count > Text.size();
    return IsBad ? 0 : Count;
  }
  bool IsBad = false;
  StringRef Text;
};

} // namespace

/// Reasons are literals everywhere else: those that were read live as long as the program.
static const char *literal(StringRef Text) {
  static std::mutex Guard;
  static std::set<std::string> All;
  std::lock_guard<std::mutex> Lock(Guard);
  return All.insert(Text.str()).first->c_str();
}

template <typename T> using IfNumber = std::enable_if_t<std::is_arithmetic_v<T> || std::is_enum_v<T>>;
template <typename T, typename = IfNumber<T>> static void field(UnitWriter &W, T &Value) { W.number(uint64_t(Value)); }
template <typename T, typename = IfNumber<T>> static void field(Reader &R, T &Value) { Value = T(R.number()); }
static void field(UnitWriter &W, int &Value) { W.number(unsigned(Value + 1)); }
static void field(Reader &R, int &Value) { Value = int(unsigned(R.number())) - 1; }
static void field(UnitWriter &W, std::string &Text) { W.string(Text); }
static void field(Reader &R, std::string &Text) { Text = R.string().str(); }
static void field(UnitWriter &W, const char *&Text) { W.string(Text); }
static void field(Reader &R, const char *&Text) { Text = literal(R.string()); }

template <typename ArchiveT> static void field(ArchiveT &A, Insertion &I);
template <typename ArchiveT> static void field(ArchiveT &A, Site &S);
template <typename ArchiveT> static void field(ArchiveT &A, Run &R);
template <typename ArchiveT> static void field(ArchiveT &A, Body &B);
template <typename ArchiveT> static void field(ArchiveT &A, SkippedRecord &S);
template <typename ArchiveT> static void field(ArchiveT &A, SourceSites &S);

template <typename T> static void field(UnitWriter &W, std::vector<T> &List) {
  W.number(List.size());
  for (T &Element : List)
    field(W, Element);
}
template <typename T> static void field(Reader &R, std::vector<T> &List) {
  List.resize(R.count());
  for (T &Element : List)
    field(R, Element);
}
template <typename T> static void field(UnitWriter &W, std::set<T> &All) {
  W.number(All.size());
  for (T Element : All)
    field(W, Element);
}
template <typename T> static void field(Reader &R, std::set<T> &All) {
  for (uint64_t I = R.count(); I != 0; --I) {
    T Element;
    field(R, Element);
    All.insert(std::move(Element));
  }
}
template <typename KeyT, typename T> static void field(UnitWriter &W, std::map<KeyT, T> &All) {
  W.number(All.size());
  for (auto &[Key, Value] : All) {
    KeyT Copy = Key;
    field(W, Copy);
    field(W, Value);
  }
}
template <typename KeyT, typename T> static void field(Reader &R, std::map<KeyT, T> &All) {
  for (uint64_t I = R.count(); I != 0; --I) {
    KeyT Key;
    field(R, Key);
    field(R, All[Key]);
  }
}

template <typename ArchiveT, typename... Ts> static void fields(ArchiveT &A, Ts &...All) { (field(A, All), ...); }

template <typename ArchiveT> static void field(ArchiveT &A, Insertion &I) {
  fields(A, I.Kind, I.Begin, I.End, I.IsWeak, I.RunsAlways, I.HasBase, I.Reason);
}
template <typename ArchiveT> static void field(ArchiveT &A, Site &S) {
  fields(A, S.Kind, S.IsLine, S.Path, S.Line, S.Column, S.Order, S.Drift, S.Identity, S.Run, S.Own, S.Start);
}
template <typename ArchiveT> static void field(ArchiveT &A, Run &R) { fields(A, R.Places, R.NeedsAll, R.Loop, R.Sums); }
template <typename ArchiveT> static void field(ArchiveT &A, Body &B) {
  FunctionRecord &F = B.Function;
  fields(A, B.IsFunction, F.Linkage, F.Name, F.Path, F.Line, F.Column, F.EndLine, F.Flags);
  fields(A, B.Base, B.Timed, B.ThreadEnds, B.First, B.Sites, B.Runs, B.Loops);
}
template <typename ArchiveT> static void field(ArchiveT &A, SkippedRecord &S) {
  fields(A, S.Linkage, S.Path, S.Line, S.Reason);
}
template <typename ArchiveT> static void field(ArchiveT &A, SourceSites &S) {
  fields(A, S.Paths, S.Bodies, S.Skipped, S.Hidden, S.Evaluated, S.IsFragment, S.RealPath, S.Fragments, S.Includers);
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// Another build of this program may find something else.
static std::string ownIdentity() {
  sys::fs::file_status Status;
  if (sys::fs::status("/proc/self/exe", Status))
    return "";
  return std::to_string(Status.getSize()) + " " +
         std::to_string(Status.getLastModificationTime().time_since_epoch().count());
}

UnitCache::UnitCache(std::string Folder, const std::string &Context, bool IsReadOnly)
    : Folder(std::move(Folder)), Context(Context + '\0' + ownIdentity()), IsReadOnly(IsReadOnly) {}

std::string UnitCache::keyOf(const clang::tooling::CompileCommand &Command) {
  std::string Key = Command.Directory + '\0' + Command.Filename;
  for (size_t I = 0; I != Command.CommandLine.size(); ++I) {
    StringRef Argument = Command.CommandLine[I];
    if (Argument == "-o" || Argument == "-MF" || Argument == "-MT" || Argument == "-MQ")
      ++I;
    else if (!Argument.starts_with("-o"))
      (Key += '\0') += Argument;
  }
  return Key;
}

std::string UnitCache::pathOf(const std::string &Key) {
  std::string Name = utohexstr(xxh3_64bits(Key), true);
  std::lock_guard<std::mutex> Lock(Guard);
  Used.insert(Name);
  return Folder + "/" + Name;
}

uint64_t UnitCache::hashOf(const std::string &Path) {
  {
    std::lock_guard<std::mutex> Lock(Guard);
    if (auto It = Hashes.find(Path); It != Hashes.end())
      return It->second;
  }
  auto Buffer = MemoryBuffer::getFile(Path, false, false);
  uint64_t Hash = Buffer ? xxh3_64bits((*Buffer)->getBuffer()) : 0;
  std::lock_guard<std::mutex> Lock(Guard);
  return Hashes[Path] = Hash;
}

bool UnitCache::find(const std::string &Key, ParsedUnit &Out) {
  if (Folder.empty())
    return false;
  auto Buffer = MemoryBuffer::getFile(pathOf(Key), false, false);
  if (!Buffer || (*Buffer)->getBufferSize() < 8)
    return false;
  StringRef Text = (*Buffer)->getBuffer();
  uint64_t Hash;
  memcpy(&Hash, Text.data(), 8);
  Reader R(Text.drop_front(8));
  if (Hash != xxh3_64bits(R.Text) || R.string() != Context || R.string() != Key)
    return false;
  field(R, Out.Included);
  for (const auto &[Path, Known] : Out.Included)
    if (R.IsBad || hashOf(Path) != Known)
      return false;
  field(R, Out.Sites.Files);
  Out.IsGood = !R.IsBad;
  return Out.IsGood;
}

void UnitCache::keep(const std::string &Key, ParsedUnit &Unit) {
  if (Folder.empty() || IsReadOnly)
    return;
  UnitWriter W;
  W.Out.resize(sizeof(uint64_t)); // for the hash of what follows
  W.string(Context);
  W.string(Key);
  field(W, Unit.Included);
  field(W, Unit.Sites.Files);
  uint64_t Hash = xxh3_64bits(StringRef(W.Out).substr(sizeof(Hash)));
  memcpy(W.Out.data(), &Hash, sizeof(Hash));
  // Without it the next run takes longer, that is all.
  (void)writeFile(pathOf(Key), W.Out, sys::fs::perms(0644));
}

void UnitCache::prune() {
  std::error_code EC;
  if (Folder.empty() || IsReadOnly)
    return;
  for (sys::fs::directory_iterator I(Folder, EC), End; I != End && !EC; I.increment(EC))
    if (!Used.count(sys::path::filename(I->path()).str()))
      (void)sys::fs::remove(I->path());
}
