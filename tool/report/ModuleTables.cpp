//===- ModuleTables.cpp - decodes the tables of a translation unit --------===//
//
// Owns: the grammar in include/hpinstr/Tables.h, read side. Must not: trust a count, an index or a size.
//
//===----------------------------------------------------------------------===//
#include "ModuleTables.h"
#include "Diag.h"
#include "Load.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/LEB128.h"
#include <cstring>

using namespace llvm;
using namespace hpinstr;

// Far above any translation unit, and small enough that a hostile report cannot fill the memory.
static constexpr uint64_t MaxRawBytes = 256u << 20;
// Deflate cannot do better than 1032 to 1: a larger claim is a lie and costs no allocation.
static constexpr uint64_t MaxDeflateRatio = 1032;

Error hpinstr::unpackTables(StringRef Blob, std::vector<uint8_t> &Payload) {
  if (Blob.size() < sizeof(HpiTablesHeader))
    return makeError("expected tables, found " + Twine(Blob.size()) + " bytes");
  HpiTablesHeader Head = load<HpiTablesHeader>(Blob);
  StringRef Body = Blob.substr(sizeof(Head));
  if (Head.Magic != HPI_TABLES_MAGIC)
    return makeError("expected tables that begin with HPIT, found other bytes");
  if (Head.Version != HPI_TABLES_VERSION)
    return makeError("expected tables of version " + Twine(unsigned(HPI_TABLES_VERSION)) + ", found version " +
                     Twine(Head.Version));
  bool IsPacked = Head.Flags & HPI_TABLES_ZLIB;
  if (!IsPacked && Head.RawSize > Body.size())
    return makeError("expected " + Twine(Head.RawSize) + " bytes of tables, found " + Twine(Body.size()));
  if (!IsPacked) {
    Payload.assign(Body.bytes_begin(), Body.bytes_begin() + Head.RawSize);
    return Error::success();
  }
  if (Head.RawSize > MaxRawBytes || Head.RawSize / MaxDeflateRatio > Body.size())
    return makeError("expected tables of at most " + Twine(MaxRawBytes) + " bytes unpacked, found " +
                     Twine(Head.RawSize) + " from " + Twine(Body.size()));
  if (!compression::zlib::isAvailable())
    return makeError("expected an LLVM built with zlib to unpack tables, found one without");
  Payload.resize(Head.RawSize);
  size_t Size = Payload.size();
  ArrayRef<uint8_t> Packed(Body.bytes_begin(), Body.size());
  if (Error E = compression::zlib::decompress(Packed, Payload.data(), Size))
    return makeError("expected a zlib stream in the tables, found: " + toString(std::move(E)));
  if (Size != Head.RawSize)
    return makeError("expected " + Twine(Head.RawSize) + " bytes of tables unpacked, found " + Twine(Size));
  return Error::success();
}

namespace {
/// Reads numbers and strings one after the other; after the first fault everything reads as 0.
class Cursor {
public:
  explicit Cursor(ArrayRef<uint8_t> Bytes) : At(Bytes.begin()), End(Bytes.end()) {}

  uint64_t number() {
    return checked([&](unsigned *N, const char **E) { return decodeULEB128(At, N, End, E); });
  }
  int64_t difference() {
    return checked([&](unsigned *N, const char **E) { return decodeSLEB128(At, N, End, E); });
  }

  StringRef bytes(uint64_t Size) {
    if (Size > uint64_t(End - At)) {
      fail("a string past the end");
      return {};
    }
    StringRef Text(reinterpret_cast<const char *>(At), Size);
    At += Size;
    return Text;
  }
  StringRef string() { return bytes(number()); }

  /// A count of things that take \p MinBytes each at the least: more than the bytes left can't be true.
  uint64_t count(uint64_t MinBytes) {
    uint64_t N = number();
    if (N <= uint64_t(End - At) / MinBytes)
      return N;
    fail("a count past the end");
    return 0;
  }

  /// A number below \p Bound.
  uint64_t index(uint64_t Bound, const char *What) {
    uint64_t N = number();
    if (N < Bound || Fault)
      return N;
    fail(What);
    return 0;
  }

  bool atEnd() const { return At == End; }

  void fail(const char *What) {
    if (!Fault)
      Fault = What;
    At = End;
  }
  bool failed() const { return Fault; }
  Error takeError() const {
    return Fault ? makeError(Twine("expected well-formed tables, found ") + Fault) : Error::success();
  }

private:
  template <typename DecodeT> auto checked(DecodeT Decode) -> decltype(Decode(nullptr, nullptr)) {
    unsigned Used = 0;
    const char *Problem = nullptr;
    auto Value = Decode(&Used, &Problem);
    if (Problem) {
      fail("a number past the end or above 64 bits");
      return 0;
    }
    At += Used;
    return Value;
  }

  const uint8_t *At, *End;
  const char *Fault = nullptr;
};
} // namespace

static TableFile readFile(Cursor &In) {
  TableFile File;
  File.Path = In.string();
  uint64_t HasSum = In.number();
  if (HasSum > 1)
    In.fail("a checksum of an unknown kind");
  if (HasSum == 1)
    File.Sha256 = In.bytes(32);
  return File;
}

static TableFunction readFunction(Cursor &In, uint64_t NumFiles) {
  TableFunction F;
  F.Linkage = In.string();
  F.Name = In.string();
  F.File = In.index(NumFiles, "a function in an unknown file");
  F.Line = In.number();
  F.Column = In.number();
  F.EndLine = In.number();
  F.Flags = In.number();
  F.Entry = In.number();
  return F;
}

static TableSite readSite(Cursor &In, ModuleTables &T, uint64_t &Line, uint64_t NumCounters) {
  TableSite S;
  S.Function = In.index(T.Functions.size() + 1, "a site in an unknown function");
  S.Kind = In.number();
  S.Flags = In.number();
  S.File = In.index(T.Files.size(), "a site in an unknown file");
  Line += uint64_t(In.difference());
  S.Line = Line;
  S.Column = In.number();
  S.NumTerms = In.count(1);
  S.FirstTerm = T.Terms.size();
  for (uint64_t I = 0; I != S.NumTerms && !In.failed(); ++I) {
    uint64_t Term = In.number();
    if (Term / 2 >= NumCounters)
      In.fail("a site of an unknown counter");
    T.Terms.push_back(Term);
  }
  return S;
}

static TableBranch readBranch(Cursor &In, const ModuleTables &T) {
  TableBranch B;
  B.File = In.index(T.Files.size(), "a branch in an unknown file");
  B.Line = In.number();
  B.Column = In.number();
  B.Total = In.index(T.Sites.size(), "a branch of an unknown site");
  B.True = In.index(T.Sites.size(), "a branch of an unknown site");
  return B;
}

static TableSkipped readSkipped(Cursor &In, uint64_t NumFiles) {
  TableSkipped S;
  S.Linkage = In.string();
  S.File = In.index(NumFiles, "a skipped function in an unknown file");
  S.Line = In.number();
  S.Reason = In.number();
  return S;
}

static TableTimed readTimed(Cursor &In, const ModuleTables &T, uint64_t NumCounters) {
  TableTimed Timed;
  Timed.Function = In.index(T.Functions.size(), "the time of an unknown function");
  Timed.File = In.index(T.Files.size(), "the time of an unknown file");
  Timed.Line = In.number();
  Timed.First = In.index(NumCounters, "the time of unknown counters");
  Timed.Maxima = In.index(NumCounters, "the time of unknown counters");
  if (NumCounters - Timed.First < T.NumTimeCounters || NumCounters - Timed.Maxima < HPI_NUM_TIMEMAXIMA)
    In.fail("the time of unknown counters");
  return Timed;
}

static TableCall readCall(Cursor &In, const ModuleTables &T) {
  TableCall Call;
  Call.Site = In.index(T.Sites.size(), "a call at an unknown site");
  Call.Callee = In.string();
  return Call;
}

static TableNew readNew(Cursor &In, const ModuleTables &T) {
  TableNew New;
  New.Function = In.index(T.Functions.size() + 1, "an allocation in an unknown function");
  New.File = In.index(T.Files.size(), "an allocation in an unknown file");
  New.Line = In.number();
  New.Column = In.number();
  New.Type = In.string();
  return New;
}

static TableCopy readCopy(Cursor &In, const ModuleTables &T) {
  TableCopy Copy;
  Copy.File = In.index(T.Files.size(), "a copy of an unknown file");
  Copy.Tree = In.string();
  Copy.Path = In.string();
  return Copy;
}

template <typename T, typename ReadT>
static void readList(Cursor &In, std::vector<T> &List, uint64_t MinBytes, ReadT Read) {
  uint64_t N = In.count(MinBytes);
  for (uint64_t I = 0; I != N && !In.failed(); ++I)
    List.push_back(Read());
}

Expected<ModuleTables> ModuleTables::decode(StringRef Blob, uint64_t NumCounters) {
  ModuleTables T;
  if (Error E = unpackTables(Blob, T.Payload))
    return std::move(E);
  T.NumTimeCounters =
      load<HpiTablesHeader>(Blob).Flags & HPI_TABLES_OFF_CPU ? HPI_NUM_TIMECOUNTERS : HPI_TIME_OFF_INNER;
  Cursor In(T.Payload);
  T.Producer = In.string();
  T.Options = In.string();
  T.MainFile = In.string();
  T.Directory = In.string();
  uint64_t Line = 0;
  readList(In, T.Files, 2, [&] { return readFile(In); });
  readList(In, T.Functions, 8, [&] { return readFunction(In, T.Files.size()); });
  readList(In, T.Sites, 7, [&] { return readSite(In, T, Line, NumCounters); });
  readList(In, T.Branches, 5, [&] { return readBranch(In, T); });
  readList(In, T.Skipped, 4, [&] { return readSkipped(In, T.Files.size()); });
  if (!In.atEnd()) // tables of earlier writers end here
    readList(In, T.Timed, 5, [&] { return readTimed(In, T, NumCounters); });
  if (!In.atEnd()) // and these there are only where they were asked for
    readList(In, T.Calls, 2, [&] { return readCall(In, T); });
  if (!In.atEnd())
    readList(In, T.News, 5, [&] { return readNew(In, T); });
  if (!In.atEnd()) // of a rewritten tree
    readList(In, T.Copies, 3, [&] { return readCopy(In, T); });
  for (const TableFunction &F : T.Functions)
    if (F.Entry > T.Sites.size())
      In.fail("a function with an unknown entry");
  if (Error E = In.takeError())
    return std::move(E);
  return std::move(T);
}
