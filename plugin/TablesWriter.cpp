//===- TablesWriter.cpp - the tables blob ---------------------------------===//
//
// Owns: the encoder of the grammar in include/hpinstr/Tables.h.
//
//===----------------------------------------------------------------------===//
#include "SiteTable.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace hpi;

namespace {

class Writer {
public:
  explicit Writer(raw_ostream &OS) : OS(OS) {}

  void number(uint64_t Value) { encodeULEB128(Value, OS); }
  void signedNumber(int64_t Value) { encodeSLEB128(Value, OS); }
  void string(StringRef Text) {
    number(Text.size());
    OS << Text;
  }
  void file(const FileRecord &File);
  void function(const FunctionRecord &Function);
  void site(const SiteRecord &Site);
  void branch(const BranchRecord &Branch);
  void skipped(const SkippedRecord &Skipped);
  void call(const CallRecord &Call);
  void allocation(const NewRecord &New);
  void timed(const TimedRecord &Timed, unsigned FirstMaximum);

private:
  raw_ostream &OS;
  int64_t LastLine = 0;
};

} // namespace

void Writer::file(const FileRecord &File) {
  string(File.Path);
  number(File.Sha256.has_value());
  if (File.Sha256)
    OS.write(reinterpret_cast<const char *>(File.Sha256->data()), File.Sha256->size());
}

void Writer::function(const FunctionRecord &Function) {
  string(Function.Linkage);
  string(Function.Name);
  number(Function.File);
  number(Function.Line);
  number(Function.Column);
  number(Function.EndLine);
  number(Function.Flags);
  number(Function.Entry + 1);
}

void Writer::site(const SiteRecord &Site) {
  number(Site.Function + 1);
  number(Site.Kind);
  number(Site.IsLine ? HPI_SITEFLAG_LINE : 0);
  number(Site.File);
  signedNumber(int64_t(Site.Line) - LastLine);
  LastLine = Site.Line;
  number(Site.Column);
  number(Site.Terms.size());
  for (uint32_t Term : Site.Terms)
    number(Term);
}

void Writer::branch(const BranchRecord &Branch) {
  number(Branch.File);
  number(Branch.Line);
  number(Branch.Column);
  number(Branch.Total);
  number(Branch.True);
}

void Writer::skipped(const SkippedRecord &Skipped) {
  string(Skipped.Linkage);
  number(Skipped.File);
  number(Skipped.Line);
  number(Skipped.Reason);
}

void Writer::call(const CallRecord &Call) {
  number(Call.Site);
  string(Call.Callee);
}

void Writer::allocation(const NewRecord &New) {
  number(New.Function + 1);
  number(New.File);
  number(New.Line);
  number(New.Column);
  string(New.Type);
}

void Writer::timed(const TimedRecord &Timed, unsigned FirstMaximum) {
  number(Timed.Function);
  number(Timed.File);
  number(Timed.Line);
  number(Timed.First);
  number(FirstMaximum + Timed.Maxima);
}

static std::string encodePayload(const SiteTable &Table) {
  std::string Payload;
  raw_string_ostream OS(Payload);
  Writer Out(OS);
  for (const std::string *Text : {&Table.Producer, &Table.Options, &Table.MainFile, &Table.Directory})
    Out.string(*Text);
  auto All = [&Out](const auto &List, auto Write) {
    Out.number(List.size());
    for (const auto &Record : List)
      (Out.*Write)(Record);
  };
  All(Table.Files, &Writer::file);
  All(Table.Functions, &Writer::function);
  All(Table.Sites, &Writer::site);
  All(Table.Branches, &Writer::branch);
  All(Table.Skipped, &Writer::skipped);
  Out.number(Table.Timed.size());
  for (const TimedRecord &Timed : Table.Timed)
    Out.timed(Timed, Table.FirstMaximum);
  if (!Table.Calls.empty() || !Table.News.empty())
    All(Table.Calls, &Writer::call);
  if (!Table.News.empty())
    All(Table.News, &Writer::allocation);
  return Payload;
}

std::string SiteTable::encode() const {
  std::string Payload = encodePayload(*this);
  SmallVector<uint8_t, 0> Packed;
  if (compression::zlib::isAvailable())
    compression::zlib::compress(arrayRefFromStringRef(Payload), Packed);
  bool UsePacked = !Packed.empty() && Packed.size() < Payload.size();

  std::string Blob(sizeof(HpiTablesHeader), '\0');
  char *Head = Blob.data();
  support::endian::write32le(Head + offsetof(HpiTablesHeader, Magic), HPI_TABLES_MAGIC);
  support::endian::write16le(Head + offsetof(HpiTablesHeader, Version), HPI_TABLES_VERSION);
  support::endian::write16le(Head + offsetof(HpiTablesHeader, Flags),
                             HPI_TABLES_OFF_CPU | (UsePacked ? HPI_TABLES_ZLIB : 0));
  support::endian::write64le(Head + offsetof(HpiTablesHeader, RawSize), Payload.size());
  return Blob + (UsePacked ? toStringRef(Packed).str() : Payload);
}
